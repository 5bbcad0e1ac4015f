using BotAssistant.Messaging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.WeChat.Sending;

/// <summary>The account's templates, and what goes by them.</summary>
internal sealed class TemplateMessages(WeChatApi api, IOptions<WeChatOptions> options, ILogger<TemplateMessages> log)
{
    private readonly WeChatOptions _options = options.Value;

    /// <summary>A subscription before a template message: the person has asked for it.</summary>
    public IReadOnlyList<NoticeTemplate> All { get; } = [.. options.Value.Notices
        .OrderBy(entry => entry.Route == OutboundRoute.Subscription ? 0 : 1)
        .Select(entry => new NoticeTemplate(entry.Kind!, entry.Route!.Value, entry.TemplateId!)
        {
            IsLongTerm = entry.LongTerm,
            PerDay = entry.Route == OutboundRoute.Template ? options.Value.TemplatesPerDay : null,
        })];

    public async Task<SendResult> SendAsync(string openId, Notice notice, NoticeTemplate template, Guid messageId, CancellationToken stop)
    {
        if (_options.Notices.Find(known => known.Kind == template.Kind && known.Route == template.Route && known.TemplateId == template.Id) is not { } entry)
        {
            // Taken out of the configuration after the message had got its route.
            return new SendResult.OursToFix("template-not-configured");
        }

        var (data, failure) = Fill(entry, notice);
        if (failure is not null)
        {
            return new SendResult.OursToFix(failure);
        }

        var answer = template.Route == OutboundRoute.Subscription
            ? await api.SendSubscriptionAsync(openId, template.Id, entry.Page, data, messageId, stop)
            : await api.SendTemplateAsync(openId, template.Id, entry.Page, data, messageId, stop);
        if (!answer.IsOnlyThisApi)
        {
            return answer.ToSendResult();
        }

        // The account lacks this ability, or has lost it: no reason to keep back what goes into conversations. Said once for each time it was tried.
        log.Log(answer is ApiAnswer.Refused ? LogLevel.Error : LogLevel.Debug, "WeChat does not let this account send by {Route} ({Reason}); such notices take another route or wait for the person", template.Route, answer.Failure);
        return new SendResult.RouteClosed(answer.Failure!, IsUsedUp: false);
    }

    /// <summary>The value of each key; or which place the notice lacks, or which key cannot hold what it has.</summary>
    private static (IReadOnlyDictionary<string, string> Data, string? Failure) Fill(WeChatNotice entry, Notice notice)
    {
        var data = new Dictionary<string, string>();
        IReadOnlyList<(string, string)> places = [.. notice.Places.Select(place => (place.Key, place.Value))];
        foreach (var (key, text) in entry.Fields)
        {
            if (TextTemplate.Places(text).FirstOrDefault(place => !notice.Places.ContainsKey(place)) is { } missing)
            {
                return (data, $"template-place-missing {missing}");
            }

            if (TemplateField.Fit(key, TextTemplate.Fill(text, places)) is not { } value)
            {
                return (data, $"template-value-unfit {key}");
            }

            data[key] = value;
        }

        return (data, null);
    }
}
