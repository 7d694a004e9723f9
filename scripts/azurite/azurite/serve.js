// Serves Azurite's tables on a free port of this machine, says its address in one line, and saves and ends when its input ends: with the
// process that started it, however that ends. With a folder it keeps the data there, without one in memory.
const fs = require("fs");
const path = require("path");
const source = path.join(__dirname, "node_modules", "azurite", "dist", "src");
const TableConfiguration = require(path.join(source, "table", "TableConfiguration")).default;
const TableServer = require(path.join(source, "table", "TableServer")).default;

const folder = process.argv[2];
const server = new TableServer(new TableConfiguration(
  "127.0.0.1", 0, 60, folder ? path.join(folder, "tables.json") : "tables.json", false, false, undefined, undefined,
  false, false, "", "", "", undefined, true, !folder));

// The one before may still be saving; its data is read when it has ended.
const holder = folder && path.join(folder, "azurite.pid");
async function predecessor() {
  for (let waited = 0; waited < 30000; waited += 100) {
    try {
      process.kill(Number(fs.readFileSync(holder, "utf8")), 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function start() {
  if (folder) {
    await predecessor();
    fs.writeFileSync(holder, String(process.pid));
  }
  await server.start();
}

let ending = false;
async function end() {
  if (ending) return;
  ending = true;
  await server.close();
  if (folder) fs.rmSync(holder, { force: true });
  process.exit(0);
}

start().then(
  () => {
    console.log(server.getHttpServerAddress());
    process.stdin.on("end", end).on("error", end).resume();
    // A terminal sends its signal to all; the process that started this one decides when it is over.
    process.on("SIGINT", () => {}).on("SIGTERM", end);
  },
  (error) => {
    console.error(error.message);
    process.exit(1);
  });
