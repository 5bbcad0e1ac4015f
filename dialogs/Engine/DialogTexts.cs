using System.Globalization;
using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Engine;

/// <summary>Finds the texts of one dialog: its own first, the shared ones where it has none.</summary>
internal sealed class DialogTexts(string dialog, ITexts texts)
{
    /// <param name="again">The question follows a refused answer: a long one need not be said twice (<c>again</c>).</param>
    public string Ask(Question question, int number, bool again)
    {
        var shorter = $"{dialog}.{question.Key}.again";
        var ask = texts.Say(again && texts.Has(shorter) ? shorter : $"{dialog}.{question.Key}.ask", [.. question.Values]);
        return question.InSummary ? texts.Say("question.numbered", ("number", Number(number)), ("ask", ask)) : ask;
    }

    public string Confirm(IReadOnlyList<Step> steps, bool again)
        => again ? texts.Say("confirm.again") : texts.Say($"{dialog}.confirm.ask", ("summary", Summary(steps)));

    public string Summary(IReadOnlyList<Step> steps)
        => string.Join('\n', steps.Select((step, index) => texts.Say(
            "question.summary-line",
            ("number", Number(index + 1)),
            ("label", Label(step.Question)),
            ("answer", step.Question.Show(step.Recorded, texts)))));

    public string Label(Question question) => texts.Say($"{dialog}.{question.Key}.label", [.. question.Values]);

    public string Said(Saying saying) => texts.Say(saying.TextKey, [.. saying.Values]);

    /// <summary>The reason's own text, and the question's hint when it has one.</summary>
    public string Refusal(Question? question, Refusal refusal)
    {
        var reason = texts.Say($"refused.{refusal.Code}", refusal.Values);
        var hintKey = $"{dialog}.{question?.Key}.hint";
        return question is not null && texts.Has(hintKey) ? $"{reason}\n{texts.Say(hintKey, [.. question.Values])}" : reason;
    }

    public string Help(Question question)
    {
        var own = new[] { "help", "hint" }.Select(part => $"{dialog}.{question.Key}.{part}").FirstOrDefault(texts.Has);
        var commands = texts.Say("commands.in-dialog");
        return own is null ? commands : $"{texts.Say(own, [.. question.Values])}\n\n{commands}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
