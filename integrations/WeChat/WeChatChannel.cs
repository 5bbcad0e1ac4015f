using System.Text.Json;
using BotAssistant.Messaging;
using BotAssistant.WeChat.Sending;
using Microsoft.Extensions.Options;

namespace BotAssistant.WeChat;

/// <summary>The WeChat official account (服务号) as a channel.</summary>
public sealed class WeChatChannel(WeChatApi api, IOptions<WeChatOptions> options) : IChannel
{
    public const string ChannelName = "wechat";

    public string Name => ChannelName;

    public bool CountsSends => true;

    /// <summary>custom/send takes no key of ours: the same message sent twice is shown twice.</summary>
    public bool SendsOnce => false;

    public bool IsOpen => options.Value.IsConfigured;

    public IReadOnlyList<OutboundPart> Render(OutboundMessage message) => MessageText.Render(message, options.Value.TextLimitBytes);

    public async Task<SendResult> SendAsync(ChatAddress to, OutboundPart part, CancellationToken stop) => options.Value.IsConfigured
        ? (await api.SendTextAsync(to.User, part.Body, part.MessageId, stop)).ToSendResult()
        : new SendResult.AccountStopped("not-configured");

    /// <summary>Only the platform's own media: an address in a push is not followed.</summary>
    public async Task<MediaResult> FetchAsync(ChatAddress from, MediaReference media, CancellationToken stop)
    {
        if (!options.Value.IsConfigured)
        {
            return new MediaResult.RetryLater("not-configured");
        }

        var (answer, file) = await api.DownloadAsync(media.Id, stop);
        return answer switch
        {
            ApiAnswer.Done when file is null => new MediaResult.Lost("too-large"),
            // A video's answer is a JSON with an address instead of the file.
            ApiAnswer.Done { Body.ValueKind: JsonValueKind.Object } => new MediaResult.Lost("no-file"),
            ApiAnswer.Done => new MediaResult.Fetched(file),
            ApiAnswer.Refused refused when ErrorCodes.Find(refused.Code).Reaction is Reaction.MediaLost or Reaction.OursToFix => new MediaResult.Lost(answer.Failure!),
            _ => new MediaResult.RetryLater(answer.Failure!),
        };
    }
}
