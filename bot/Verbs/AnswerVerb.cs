using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BotAssistant.Content;
using BotAssistant.Conversations;
using BotAssistant.Dialogs;
using BotAssistant.Dialogs.Regulations;
using BotAssistant.Regulations;

namespace BotAssistant.Bot.Verbs;

/// <summary>
/// <c>answer</c>: a question a line on standard input, one JSON object a line on standard output: the text that a person would read, and the passages
/// with their score from 0 to 1, the best first. Needs texts and rules only: no database, no key, no server.
/// </summary>
internal static class AnswerVerb
{
    /// <summary>As many as the product's promise counts.</summary>
    private const int MostPassages = 3;

    // For a terminal and other programs, not for a web page: Chinese stays readable.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private sealed record Source(string Id, string Basis, double Score);

    private sealed record Answered(string Text, IReadOnlyList<Source> Passages);

    public static async Task<int> RunAsync(CancellationToken stop)
    {
        await using var content = new ServiceCollection().AddContent(typeof(DialogCatalog).Assembly).AddSingleton<RuleCard>().BuildServiceProvider();
        using var questions = new StreamReader(Console.OpenStandardInput(), Utf8);
        await using var lines = new StreamWriter(Console.OpenStandardOutput(), Utf8) { AutoFlush = true };
        while (await questions.ReadLineAsync(stop) is { } question)
        {
            await lines.WriteLineAsync(JsonSerializer.Serialize(Answer(question, content), Json).AsMemory(), stop);
        }

        return 0;
    }

    private static Answered Answer(string question, IServiceProvider content)
    {
        var card = content.GetRequiredService<RuleCard>();
        var hits = content.GetRequiredService<RuleAnswers>().Find(question, ChinaTime.Today(TimeProvider.System));
        return new Answered(
            hits is [var best, ..] ? card.Of(best.Passage) : content.GetRequiredService<ITexts>().Say("ask-rule.none"),
            [.. hits.Take(MostPassages).Select(hit => new Source(hit.Passage.Id, card.SourceOf(hit.Passage), hit.Score))]);
    }
}
