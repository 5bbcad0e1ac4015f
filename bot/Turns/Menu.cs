using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.People;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Bot.Turns;

/// <summary>菜单: what the caller can do, by role.</summary>
internal sealed class Menu(ITexts texts, RegulationBook regulations, BureauContact bureau, TimeProvider time)
{
    /// <summary>What people come for most. A menu of more than eight lines does not fit a phone's screen with large type.</summary>
    private static readonly Dictionary<Role, string[]> Lines = new()
    {
        [Role.Owner] = ["progress", "self-check", "my-actions", "purchase-ledger", "my-deadlines", "human", More],
        [Role.Inspector] = ["to-verify", "due-list", "reevaluations", "five-s", "help-requests", "on-duty"],
        [Role.Officer] = ["queue", "to-verify", "due-list", "reevaluations", "broadcast", "help-requests", "on-duty", More],
        [Role.Admin] = ["queue", "to-verify", "due-list", "reevaluations", "help-requests", "on-duty", More],
    };

    private static readonly string[] StaffFurther = ["five-s", "plan", "conduct", "checklists"];

    /// <summary>The rest, behind 更多.</summary>
    private static readonly Dictionary<Role, string[]> FurtherLines = new()
    {
        [Role.Owner] = ["my-commitment", "health-certificates", "file", "change", "suspend", "resume-production", "cease", "five-s"],
        [Role.Officer] = StaffFurther,
        [Role.Admin] = StaffFurther,
    };

    private const string More = "more";

    private static readonly string[] UnboundLines = ["file", "human"];

    public Reply Show(Caller caller, ConversationState state, string? before = null)
    {
        var greeting = texts.Say($"menu.{NameOf(caller)}", Values(caller));
        string[] lines = [.. state.Drafts.Count > 0 ? ["continue"] : Array.Empty<string>(), .. caller.Role is { } known ? Lines[known] : UnboundLines];
        return Router.Offering(state, before is null ? greeting : $"{before}\n\n{greeting}", Offers(lines, caller));
    }

    /// <summary>更多: what the first menu leaves out; where it leaves out nothing, that one.</summary>
    public Reply ShowMore(Caller caller, ConversationState state)
        => caller.Role is { } role && FurtherLines.TryGetValue(role, out var lines)
            ? Router.Offering(state, texts.Say("menu.more"), Offers(lines, caller))
            : Show(caller, state);

    /// <summary>After something that nobody understands: say so, and what there is.</summary>
    public Reply Unclear(Caller caller, ConversationState state, Heard heard)
    {
        var isGreeting = heard.Text.Length == 0 && heard.MediaProblem is null && heard.Photos.Count == 0;
        var why = heard.MediaProblem is { } problem ? texts.Say($"refused.{problem.Code}", problem.Values) : texts.Say("menu.unclear");
        return Show(caller, state, isGreeting ? null : why);
    }

    private (string Name, string Value)[] Values(Caller caller)
    {
        if (caller.Person is not { } person)
        {
            return [("bureau", bureau.Name)];
        }

        var districts = regulations.On(ChinaTime.Today(time)).Districts;
        return [("where", DistrictNames.Of(texts, districts, person.Districts))];
    }

    /// <summary>A line may be worded for a role (<c>menu.lines-role.line</c>): 更多 holds other things for each.</summary>
    private List<Offer> Offers(IEnumerable<string> lines, Caller caller)
        => [.. lines.Select(line => new Offer(texts.Say(texts.Has($"menu.lines-{NameOf(caller)}.{line}") ? $"menu.lines-{NameOf(caller)}.{line}" : $"menu.lines.{line}"), WordBook.Spellings(texts, line)[0]))];

    private static string NameOf(Caller caller) => caller.Role?.ToString().ToLowerInvariant() ?? "unbound";
}
