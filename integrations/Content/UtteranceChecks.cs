using BotAssistant.People;
using BotAssistant.Understanding;
using YamlDotNet.RepresentationModel;

namespace BotAssistant.Content;

/// <summary>What may stand in an utterance file, line by line.</summary>
internal sealed class UtteranceChecks(IntentTable table, Wording wording)
{
    private readonly List<(string Plain, Intent Intent, string File, long Line)> seen = [];

    /// <exception cref="ContentException">The intent is unknown or not theirs, or the phrasing is empty or stands there already.</exception>
    public void Line(string file, Role? says, YamlScalarNode intent, YamlScalarNode text)
    {
        if (table.Find(intent.Value ?? "") is not { } known)
        {
            throw ContentException.At(file, intent.Start, $"there is no intent '{intent.Value}'.");
        }

        if (says is null ? known.Roles.Count > 0 : !known.Roles.Contains(says.Value))
        {
            throw ContentException.At(file, intent.Start, $"the intent '{known.Name}' does not belong to those who speak here.");
        }

        var plain = wording.Plain(text.Value ?? "");
        if (plain.Length == 0)
        {
            throw ContentException.At(file, text.Start, "a phrasing has no letters.");
        }

        if (seen.Find(other => other.Plain == plain && Meet(other.Intent, known)) is { Plain: not null } twice)
        {
            throw ContentException.At(file, text.Start, $"'{text.Value}' stands in {twice.File}, line {twice.Line} already (signs, spaces and known other spellings do not count).");
        }

        seen.Add((plain, known, file, text.Start.Line));
    }

    /// <exception cref="ContentException">An intent has no phrasing.</exception>
    public void EveryIntentIsSaid(string file)
    {
        if (table.Intents.FirstOrDefault(intent => seen.TrueForAll(line => line.Intent != intent)) is { } unsaid)
        {
            throw new ContentException($"{file}: the intent '{unsaid.Name}' has no phrasing in any utterance file.");
        }
    }

    /// <summary>True when somebody may mean both: the same words cannot then tell which.</summary>
    private static bool Meet(Intent one, Intent other)
        => one.Roles.Count == 0 || other.Roles.Count == 0 || one.Roles.Intersect(other.Roles).Any();
}
