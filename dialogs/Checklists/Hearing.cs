using System.Globalization;
using BotAssistant.Checklists;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>What has been heard so far of one sentence.</summary>
internal sealed class Hearing(IReadOnlyList<ChecklistItem> items)
{
    private readonly Dictionary<string, Said> named = [];
    private readonly List<string> waiting = [];
    private List<string> lastNamed = [];
    private HashSet<string>? excepted;
    private Verdict? leading, others;
    private bool allWaiting, excepting;

    public Refusal? Item(string? letter, int number)
    {
        var meant = items.Where(item => int.Parse(item.Id.AsSpan(1), CultureInfo.InvariantCulture) == number && (letter is null || item.Id.StartsWith(letter, StringComparison.Ordinal))).ToList();
        if (meant.Count != 1)
        {
            var typed = string.Create(CultureInfo.InvariantCulture, $"{letter}{number}");
            return meant.Count == 0
                ? new Refusal("verdicts-no-such-item", ("item", typed))
                : new Refusal("verdicts-which-item", ("item", typed), ("example", meant[0].Id));
        }

        if (excepting)
        {
            (excepted ??= []).Add(meant[0].Id);
        }

        if (leading is { } verdict)
        {
            lastNamed.Add(meant[0].Id);
            named[meant[0].Id] = new Said(verdict, null);
        }
        else
        {
            waiting.Add(meant[0].Id);
        }

        return null;
    }

    public Refusal? Judge(Verdict verdict)
    {
        leading = null;
        if (allWaiting)
        {
            if (others is not null)
            {
                return new Refusal("verdicts-unclear");
            }

            (others, allWaiting) = (verdict, false);
            return null;
        }

        if (waiting.Count == 0)
        {
            (leading, lastNamed) = (verdict, []);
            return null;
        }

        waiting.ForEach(id => named[id] = new Said(verdict, null));
        lastNamed = [.. waiting];
        waiting.Clear();
        excepting = false;
        return null;
    }

    public Refusal? Except()
    {
        excepting = true;
        return null;
    }

    public Refusal? All()
    {
        (allWaiting, excepting, leading) = (true, false, null);
        return null;
    }

    public Refusal? Note(string words)
    {
        if (lastNamed.Count == 0 || waiting.Count > 0 || allWaiting)
        {
            return new Refusal("verdicts-unclear");
        }

        lastNamed.ForEach(id => named[id] = named[id] with { Note = named[id].Note is { } before ? $"{before} {words.Trim()}" : words.Trim() });
        return null;
    }

    public (IReadOnlyDictionary<string, Said>? Verdicts, Refusal? Refusal) End()
    {
        // "Except 3 and 5" without a verdict of its own: they are what the others are not.
        if (waiting.Count > 0 && others == Verdict.Conforms && waiting.All(id => excepted?.Contains(id) ?? false))
        {
            waiting.ForEach(id => named[id] = new Said(Verdict.Fault, null));
            waiting.Clear();
        }

        if (waiting.Count > 0 && named.Count == 0 && others is null)
        {
            return (null, new Refusal("verdicts-missing", ("example", waiting[0])));
        }

        if (waiting.Count > 0 || allWaiting || (named.Count == 0 && others is null))
        {
            return (null, new Refusal("verdicts-unclear"));
        }

        if (others is { } rest)
        {
            foreach (var item in items)
            {
                named.TryAdd(item.Id, new Said(rest, null));
            }
        }

        return (named, null);
    }
}
