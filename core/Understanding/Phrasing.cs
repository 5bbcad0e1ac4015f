using BotAssistant.People;

namespace BotAssistant.Understanding;

/// <summary>One way to say an intent, from the utterance files.</summary>
public sealed record Phrasing(string Intent, string Text);

/// <summary>All that understanding is made from; read from YAML that everybody can extend.</summary>
public sealed record Utterances(IntentTable Table, IReadOnlyList<Spelling> Spellings, IReadOnlyList<Phrasing> Phrasings)
{
    /// <summary>The intents that somebody of this role may mean.</summary>
    public IReadOnlyList<Intent> IntentsOf(Role role)
        => [.. Table.Intents.Where(intent => intent.IsMeantBy(role))];
}
