using System.Text.RegularExpressions;
using BotAssistant.Messaging;
using BotAssistant.WeChat.Sending;

namespace BotAssistant.WeChat;

/// <summary>What is wrong with <c>WeChat:Notices</c>: said at start, not by the platform to the first person who should have been told something.</summary>
internal static partial class WeChatNoticesValidation
{
    public static IEnumerable<string> Failures(IReadOnlyList<WeChatNotice> notices) => notices
        .SelectMany((notice, index) => EntryFailures(notice).Concat(FieldFailures(notice)).Select(failure => $"WeChat:Notices:{index}:{failure}"))
        .Concat(TwiceFailures(notices));

    private static IEnumerable<string> EntryFailures(WeChatNotice notice)
    {
        if (notice.Kind is null || !Kind().IsMatch(notice.Kind))
        {
            yield return "Kind must be the kind of a notice in small letters, e.g. reminder or notice.returned.";
        }

        if (notice.Route is not (OutboundRoute.Subscription or OutboundRoute.Template))
        {
            yield return "Route must be Subscription or Template.";
        }

        if (string.IsNullOrWhiteSpace(notice.TemplateId))
        {
            yield return "TemplateId is missing: the console shows it beside the template.";
        }

        if (notice is { LongTerm: true, Route: OutboundRoute.Template })
        {
            yield return "LongTerm is for subscriptions: a template message needs no consent.";
        }

        if (notice is { Kind: Notice.Campaign, Route: OutboundRoute.Template, AllowCampaign: false })
        {
            yield return "AllowCampaign is not set: template messages are for service notices. Set it if this template's scene fits, or use Subscription.";
        }

        if (notice.Page is { } page && (!page.IsAbsoluteUri || page.Scheme is not ("https" or "http")))
        {
            yield return "Page must be an absolute https address.";
        }
    }

    private static IEnumerable<string> FieldFailures(WeChatNotice notice)
    {
        if (notice.Fields.Count == 0)
        {
            yield return "Fields is empty: every key of the template needs its text.";
        }

        foreach (var (key, text) in notice.Fields)
        {
            if (!TemplateField.IsKey(key))
            {
                yield return $"Fields:{key} is no key that we know: a type ({string.Join(", ", TemplateField.Types)}) and a number, as the template has it.";
            }
            else if (PlacesOf(text) is not { } places)
            {
                yield return $"Fields:{key} has a single brace: a place is {{name}}, a brace is written twice.";
            }
            else if (places.Count == 0 && TemplateField.Fit(key, text) is null)
            {
                yield return $"Fields:{key} has a text that the platform does not take for this type.";
            }
        }
    }

    private static IEnumerable<string> TwiceFailures(IReadOnlyList<WeChatNotice> notices)
    {
        var twice = notices.GroupBy(notice => (notice.Kind, notice.Route)).Where(same => same.Key is { Kind: not null, Route: not null } && same.Count() > 1);
        foreach (var same in twice)
        {
            yield return $"WeChat:Notices has {same.Key.Kind} by {same.Key.Route} more than once.";
        }

        var torn = notices.Where(notice => notice.TemplateId is not null).GroupBy(notice => notice.TemplateId).Where(same => same.Select(notice => (notice.Route, notice.LongTerm)).Distinct().Count() > 1);
        foreach (var same in torn)
        {
            yield return $"WeChat:Notices gives the template of {string.Join(" and ", same.Select(notice => notice.Kind))} two routes, or says LongTerm of it once and once not: it is of one library.";
        }
    }

    private static IReadOnlyList<string>? PlacesOf(string text)
    {
        try
        {
            return TextTemplate.Places(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[a-z0-9]+([.-][a-z0-9]+)*$")]
    private static partial Regex Kind();
}
