export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'stopped'

/** The part of a SignalR connection that is used here. */
export interface Hub {
  start(): Promise<void>
  stop(): Promise<void>
  invoke(method: string, ...args: unknown[]): Promise<unknown>
  on(method: string, handler: (...args: any[]) => void): void
  onclose(handler: () => void): void
}

const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 10_000

/** Makes connections to a hub; `negotiate` when WebSockets alone did not come through. The library comes after the page: what it brings is drawn without it. */
export const connectTo = (url: string) => async (negotiate: boolean): Promise<Hub> => {
  const { HubConnectionBuilder, HttpTransportType, LogLevel } = await import('@microsoft/signalr')
  return new HubConnectionBuilder()
    .withUrl(url, negotiate ? {} : { skipNegotiation: true, transport: HttpTransportType.WebSockets })
    .withServerTimeout(15_000)
    .withKeepAliveInterval(10_000)
    .configureLogging(LogLevel.None)
    .build()
}

/** Keeps a connection open for ever: SignalR's own reconnect gives up after a minute, which a wall display must not. */
export class Lasting {
  state: ConnectionState = 'stopped'
  /** The open connection, or null. */
  hub: Hub | null = null
  #run: object | null = null
  #starting: Hub | null = null
  #wake = () => {}

  /**
   * @param connect makes a connection
   * @param prepare is called for each new connection before it starts
   * @param changed is called with each new state
   */
  constructor(
    private readonly connect: (negotiate: boolean) => Hub | Promise<Hub>,
    private readonly prepare: (hub: Hub) => void,
    private readonly changed: (state: ConnectionState) => void,
  ) {}

  start(): void { if (!this.#run) void this.#keep((this.#run = {})) }

  /** Does not wait any longer with the next try. */
  hurry(): void { this.#wake() }

  async stop(): Promise<void> {
    const open = this.hub ?? this.#starting
    this.#run = this.hub = null
    this.#wake()
    this.#become('stopped')
    await open?.stop()
  }

  async #keep(run: object): Promise<void> {
    this.#become('connecting')
    for (let failed = 0; this.#run === run;) {
      // Some proxies let no WebSocket through: from the third try on, every other one asks the server what else there is.
      try {
        const hub = await this.connect(failed >= 2 && failed % 2 === 0)
        if (this.#run !== run) return
        this.#starting = hub
        const closed = new Promise<void>((resolve) => { hub.onclose(resolve) })
        this.prepare(hub)
        await hub.start()
        if (this.#run !== run) { await hub.stop(); return }
        failed = 0
        this.hub = hub
        this.#become('connected')
        await closed
      } catch { failed++ }
      if (this.#run !== run) return
      this.hub = null
      this.#become('reconnecting')
      await this.#pause(Math.random() * Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failed, 10)))
    }
  }

  #become(state: ConnectionState) {
    if (state === this.state) return
    this.state = state
    this.changed(state)
  }

  #pause(ms: number) {
    return new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => { clearTimeout(timer); resolve() }
    })
  }
}
