using BotAssistant.People;

namespace BotAssistant.Understanding;

/// <summary>One way to say an intent, from the utterance files.</summary>
public sealed record Phrasing(string Intent, string Text);

/// <summary>All that understanding is made from; read from YAML that everybody can extend.</summary>
public sealed record Utterances(IntentTable Table, IReadOnlyList<Spelling> Spellings, IReadOnlyList<Phrasing> Phrasings)
{
    /// <summary>Whoever is not bound yet is spoken to as an owner, an administrator as an officer.</summary>
    public static Role AudienceOf(Role? role) => role switch
    {
        null => Role.Owner,
        Role.Admin => Role.Officer,
        { } known => known,
    };

    /// <summary>The intents that somebody of this role may mean.</summary>
    public IReadOnlyList<Intent> IntentsOf(Role role)
        => [.. Table.Intents.Where(intent => intent.Roles.Count == 0 || intent.Roles.Contains(role))];
}
