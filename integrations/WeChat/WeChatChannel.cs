using System.Text.Json;
using BotAssistant.Messaging;
using BotAssistant.WeChat.Sending;
using Microsoft.Extensions.Options;

namespace BotAssistant.WeChat;

/// <summary>The WeChat official account (服务号) as a channel.</summary>
public sealed class WeChatChannel : IChannel
{
    public const string ChannelName = "wechat";

    private readonly WeChatApi _api;
    private readonly TemplateMessages _templates;
    private readonly WeChatOptions _options;

    internal WeChatChannel(WeChatApi api, TemplateMessages templates, IOptions<WeChatOptions> options) => (_api, _templates, _options) = (api, templates, options.Value);

    public string Name => ChannelName;

    public bool CountsSends => true;

    /// <summary>
    /// custom/send takes no key of ours: the same message sent twice is shown twice. The one that template/send takes is said to hold for ten minutes, which we could not try.
    /// </summary>
    public bool SendsOnce => false;

    public bool IsOpen => _options.IsConfigured;

    public IReadOnlyList<OutboundPart> Render(OutboundMessage message) => MessageText.Render(message, _options.TextLimitBytes);

    public IReadOnlyList<NoticeTemplate> Templates => _templates.All;

    public async Task<SendResult> SendAsync(ChatAddress to, OutboundPart part, CancellationToken stop) => IsOpen
        ? (await _api.SendTextAsync(to.User, part.Body, part.MessageId, stop)).ToSendResult()
        : NotConfigured();

    public async Task<SendResult> SendAsync(ChatAddress to, Notice notice, NoticeTemplate template, Guid messageId, CancellationToken stop) => IsOpen
        ? await _templates.SendAsync(to.User, notice, template, messageId, stop)
        : NotConfigured();

    /// <summary>Only the platform's own media: an address in a push is not followed.</summary>
    public async Task<MediaResult> FetchAsync(ChatAddress from, MediaReference media, CancellationToken stop)
    {
        if (!IsOpen)
        {
            return new MediaResult.RetryLater("not-configured");
        }

        var (answer, file) = await _api.DownloadAsync(media.Id, stop);
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

    private SendResult.AccountStopped NotConfigured() => new("not-configured", _options.AccountPause);
}
