using System.Security.Cryptography;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SalesGrains.Channels.Http;
using SalesGrains.Nudges.Channels;

namespace SalesGrains.Channels.Mail;

/// <summary>Mail by SMTP. What was said before the message itself went out tells that nothing was sent.</summary>
internal sealed class MailSender(ChannelOptions options, TimeProvider time) : IChannelSender
{
    /// <inheritdoc/>
    public string Channel => ChannelKinds.Mail;

    /// <inheritdoc/>
    public async Task<SendResult> Send(ChannelMessage message, CancellationToken ct)
    {
        if (options.Of(message.Org, all => all.Mail) is not { } settings)
        {
            return NotConfigured.Result;
        }

        if (!MailboxAddress.TryParse(message.Address, out var to))
        {
            return new(SendOutcome.Refused, Code: "address");
        }

        using var mail = Compose(message, settings, to);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(options.Timeout * 2);
        using var client = new SmtpClient { Timeout = (int)options.Timeout.TotalMilliseconds };
        var handedOver = false;
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, Security(settings), limited.Token);
            if (settings.UserName.Length > 0)
            {
                await client.AuthenticateAsync(settings.UserName, settings.Password, limited.Token);
            }

            handedOver = true;
            await client.SendAsync(mail, limited.Token);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            return Of(error, handedOver);
        }

        // It was accepted; how the goodbye goes does not matter.
        try
        {
            await client.DisconnectAsync(quit: true, limited.Token);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
        }

        return new(SendOutcome.Sent, mail.MessageId);
    }

    /// <inheritdoc/>
    public Task<SendResult?> Ask(ChannelMessage message, CancellationToken ct) => Task.FromResult<SendResult?>(null);

    private static SecureSocketOptions Security(MailSettings settings) =>
        !settings.Tls ? SecureSocketOptions.None : settings.Port == 465 ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;

    private MimeMessage Compose(ChannelMessage message, MailSettings settings, MailboxAddress to)
    {
        var from = MailboxAddress.Parse(settings.From);
        var mail = new MimeMessage
        {
            Subject = message.Title,
            Date = time.GetUtcNow(),
            // A repeat has the same id, so that a mail program can show one.
            MessageId = $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message.MessageId)).AsSpan(0, 16))}@{from.Domain}",
            Body = new TextPart("plain") { Text = message.Link is { Length: > 0 } link ? $"{message.Text}\r\n\r\n{link}\r\n" : $"{message.Text}\r\n" },
        };
        mail.From.Add(from);
        mail.To.Add(to);
        return mail;
    }

    private static SendResult Of(Exception error, bool handedOver) => error switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: var status } when (int)status >= 500 =>
            new(SendOutcome.Refused, Code: $"smtp-{(int)status}"),
        SmtpCommandException { StatusCode: var status } => new((int)status is 421 or 450 or 451 or 452 ? SendOutcome.Limited : SendOutcome.Failed, Code: $"smtp-{(int)status}"),
        AuthenticationException => new(SendOutcome.Failed, Code: "sign-in"),
        _ when handedOver => new(SendOutcome.Unknown, Code: error is OperationCanceledException or TimeoutException ? "timeout" : "interrupted"),
        _ => new(SendOutcome.Failed, Code: "unreachable"),
    };
}
