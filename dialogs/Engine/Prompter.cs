using System.Text.Json;
using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Engine;

/// <summary>Something said on the way to the next question: a text key and its values.</summary>
public sealed record Saying(string TextKey, IReadOnlyList<(string Name, string Value)> Values);

/// <summary>An answered question on the way to the current one.</summary>
public sealed record Step(string Key, Question Question, string Recorded);

/// <summary>
/// What a dialog talks to. It hands out recorded answers and stops the replay at the first that is missing. Made anew for every replay.
/// </summary>
public sealed class Prompter(IReadOnlyDictionary<string, string> recorded, IReadOnlyDictionary<string, string> input, DateOnly today, ITexts texts)
{
    private readonly List<Step> path = [];
    private readonly List<Saying> said = [];
    private readonly HashSet<string> asked = [];
    private string scope = "";

    /// <summary>The date of this turn, Asia/Shanghai. A dialog has no other clock.</summary>
    public DateOnly Today => today;

    /// <summary>What the dialog was started with.</summary>
    public IReadOnlyDictionary<string, string> Input => input;

    internal IReadOnlyList<Step> Path => path;

    internal IReadOnlyList<Saying> Said => said;

    internal (string Key, Question Question)? PendingQuestion { get; private set; }

    internal (string Key, IQuery Query)? PendingQuery { get; private set; }

    /// <summary>Says something before the next question. Only what is said after the last recorded answer reaches the person.</summary>
    public void Say(string textKey, params (string Name, string Value)[] values) => said.Add(new Saying(textKey, values));

    /// <summary>All keys that follow stand under this scope, e.g. "material.sugar."; "" ends it.</summary>
    public void In(string newScope) => scope = newScope;

    public Answer<T> For<T>(Question<T> question) => Ask(scope + question.Key, question);

    /// <summary>Asks whether the draft is right. The key is the draft's digest, so that any correction asks again.</summary>
    public Answer<bool> Confirm(object draft)
        => Ask($"{ConfirmQuestion.KeyPrefix}{Digest.Of(JsonSerializer.Serialize(draft, draft.GetType()))}", new ConfirmQuestion(OptionTexts.One(texts, "confirm", "yes")) { InSummary = false });

    /// <summary>A fact from outside. Recorded, so that a replay sees the same one.</summary>
    public Answer<T> Fetch<T>(IQuery<T> query)
    {
        MustNotBePending();
        var key = $"{Facts.Prefix}{query.GetType().Name}:{Digest.Of(JsonSerializer.Serialize(query, query.GetType()))}";
        if (recorded.TryGetValue(key, out var json))
        {
            return Answer<T>.Recorded(JsonSerializer.Deserialize<T>(json)!);
        }

        PendingQuery = (key, query);
        return Answer<T>.Missing;
    }

    private Answer<T> Ask<T>(string key, Question<T> question)
    {
        MustNotBePending();
        if (!asked.Add(key))
        {
            throw new InvalidOperationException($"The question '{key}' is asked twice on one path; a loop needs a scope of its own.");
        }

        if ((recorded.TryGetValue(key, out var answer) || (question.Was is { } was && recorded.TryGetValue(scope + was, out answer)))
            && question.Restore(answer, out var value))
        {
            path.Add(new Step(key, question, answer));
            said.Clear();
            return Answer<T>.Recorded(value);
        }

        PendingQuestion = (key, question);
        return Answer<T>.Missing;
    }

    private void MustNotBePending()
    {
        if (PendingQuestion is not null || PendingQuery is not null)
        {
            throw new InvalidOperationException("The dialog asked on without awaiting the answer before.");
        }
    }
}

/// <summary>Recorded facts live beside the answers, under a prefix of their own.</summary>
public static class Facts
{
    public const string Prefix = "fact:";

    /// <summary>Forgets all facts, so that they are fetched anew: after an idle time, and before a refused command is tried again.</summary>
    public static void Drop(Dictionary<string, string> answers)
    {
        foreach (var key in answers.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)).ToList())
        {
            answers.Remove(key);
        }
    }
}
