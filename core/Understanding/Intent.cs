using BotAssistant.People;

namespace BotAssistant.Understanding;

/// <summary>What of a text goes to the command word that an intent stands for.</summary>
public enum IntentArgument
{
    None,

    /// <summary>The text as it was typed.</summary>
    Text,

    /// <summary>The workshop's name or number in it.</summary>
    Workshop,
}

/// <summary>One thing that people want (意图), and the command word that does it.</summary>
public sealed record Intent
{
    public required string Name { get; init; }

    /// <summary>Who may mean it; empty: everyone.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>The word that is run; this build may not have it yet. Empty for <c>none</c>.</summary>
    public string Word { get; init; } = "";

    public IntentArgument Argument { get; init; }

    /// <summary>Other words that belong to the same matter: whoever types one exactly means this intent.</summary>
    public IReadOnlyList<string> Covers { get; init; } = [];

    /// <summary>True: asked in the middle of a dialog it is answered, and the dialog's question is repeated.</summary>
    public bool Interrupts { get; init; }

    /// <summary>Whoever is not bound yet is spoken to as an owner, an administrator as an officer.</summary>
    public static Role AudienceOf(Role? role) => role switch
    {
        null => Role.Owner,
        Role.Admin => Role.Officer,
        { } known => known,
    };

    public bool IsMeantBy(Role? role) => Roles.Count == 0 || Roles.Contains(AudienceOf(role));
}

/// <summary>When a reading is sure, worth offering, or at sea. Chances are 0 to 1.</summary>
public sealed record IntentThresholds
{
    /// <summary>From this chance on, it is done.</summary>
    public required float Sure { get; init; }

    /// <summary>The first must lead the second by so much, else both are offered.</summary>
    public required float Lead { get; init; }

    /// <summary>From this chance on, an intent is offered.</summary>
    public required float Offered { get; init; }

    /// <summary>What is offered together must reach this, else we are at sea.</summary>
    public required float OfferedTogether { get; init; }

    /// <summary>Of the text's letters and pairs of letters so many must have been seen before (0 to 1), else we are at sea.</summary>
    public required float Known { get; init; }

    /// <summary>From this chance on, what interrupts may take the floor from a dialog's question.</summary>
    public required float Interrupting { get; init; }
}

/// <summary>What inspectors put before and behind the name that they look for.</summary>
public sealed record LookUpWords
{
    public required IReadOnlyList<string> Before { get; init; }
    public required IReadOnlyList<string> Behind { get; init; }

    /// <summary>The text without them: a name, an address, a number. Null when nothing is left.</summary>
    public string? Term(string text)
    {
        var term = text.AsSpan().Trim();
        while (Without(term) is var less && less.Length < term.Length)
        {
            term = less;
        }

        return term.IsEmpty ? null : term.ToString();
    }

    private ReadOnlySpan<char> Without(ReadOnlySpan<char> term)
    {
        foreach (var word in Before)
        {
            if (term.StartsWith(word, StringComparison.Ordinal))
            {
                return term[word.Length..].Trim();
            }
        }

        foreach (var word in Behind)
        {
            if (term.EndsWith(word, StringComparison.Ordinal))
            {
                return term[..^word.Length].Trim();
            }
        }

        return term;
    }
}

/// <summary>How a question looks that is asked of us, and how an answer ends that only looks like one.</summary>
public sealed record QuestionLooks
{
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>What names end with (坊, 店): 吃什么年糕坊 is a name.</summary>
    public required IReadOnlyList<string> NameEndings { get; init; }

    public bool IsQuestion(string text)
        => text.AsSpan().TrimEnd() is [.., '?' or '？']
            || (Words.Any(word => text.Contains(word, StringComparison.Ordinal)) && !NameEndings.Any(ending => text.EndsWith(ending, StringComparison.Ordinal)));
}

/// <summary>All intents and how sure one must be.</summary>
public sealed record IntentTable
{
    /// <summary>The intent of what is none of our business.</summary>
    public const string None = "none";

    public required IReadOnlyList<Intent> Intents { get; init; }
    public required IntentThresholds Thresholds { get; init; }
    public required LookUpWords LookUp { get; init; }
    public required QuestionLooks Questions { get; init; }

    public Intent? Find(string name) => Intents.FirstOrDefault(intent => intent.Name == name);
}
