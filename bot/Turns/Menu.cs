using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Bot.Turns;

/// <summary>菜单: what the caller can do, by role.</summary>
internal sealed class Menu(ITexts texts, RegulationBook regulations, BureauContact bureau, TimeProvider time)
{
    private static readonly Dictionary<Role, string[]> Lines = new()
    {
        [Role.Owner] = ["progress", "self-check", "my-actions", "file", "change", "suspend", "resume-production", "cease", "human"],
        [Role.Inspector] = ["to-verify"],
        [Role.Officer] = ["queue", "to-verify", "broadcast"],
        [Role.Admin] = ["queue", "to-verify"],
    };

    private static readonly string[] UnboundLines = ["file", "human"];

    public Reply Show(Caller caller, ConversationState state, string? before = null)
    {
        var role = caller.Role?.ToString().ToLowerInvariant() ?? "unbound";
        var greeting = texts.Say($"menu.{role}", Values(caller));
        string[] lines = [.. state.Drafts.Count > 0 ? ["continue"] : Array.Empty<string>(), .. caller.Role is { } known ? Lines[known] : UnboundLines];
        var offers = lines.Select(line => new Offer(texts.Say($"menu.lines.{line}"), WordBook.Spellings(texts, line)[0])).ToList();
        return Router.Offering(state, before is null ? greeting : $"{before}\n\n{greeting}", offers);
    }

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
        return [("where", person.Districts.Contains(Person.WholeCity) ? texts.Say("bind.whole-city") : string.Join('、', person.Districts.Select(districts.NameOf)))];
    }
}
