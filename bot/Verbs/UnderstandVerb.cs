using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using BotAssistant.Content;
using BotAssistant.Conversations;
using BotAssistant.Dialogs;
using BotAssistant.People;
using BotAssistant.Regulations;
using BotAssistant.Understanding;

namespace BotAssistant.Bot.Verbs;

/// <summary>
/// <c>understand</c>: what is understood of each line of standard input, as one JSON object a line. Reads the content only: no database, no
/// key, no network. Blank lines are passed over.
/// </summary>
internal static class UnderstandVerb
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static async Task<int> RunAsync(Role role, CancellationToken stop)
    {
        // The terminal's own encoding is not ours to trust: files in a pipe are UTF-8.
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" };
        await RunAsync(role, input, output, stop);
        return 0;
    }

    public static async Task RunAsync(Role role, TextReader input, TextWriter output, CancellationToken stop)
    {
        var utterances = UtteranceFiles.Load(typeof(RegulationBook).Assembly);
        var texts = YamlTexts.From(typeof(DialogCatalog).Assembly, typeof(UnderstandVerb).Assembly);
        var listener = new Listener(utterances, RegulationFiles.Load(typeof(RegulationBook).Assembly), TimeProvider.System);
        var spelled = new SpelledIntents(utterances.Table, texts);
        while (await input.ReadLineAsync(stop) is { } line)
        {
            if (line.Trim().Length == 0)
            {
                continue;
            }

            var read = listener.Read(line, role);
            if (read.Confidence < 1 && spelled.Find(line, role) is { } exact)
            {
                read = listener.Sure(exact, line);
            }

            await output.WriteLineAsync(JsonSerializer.Serialize(new Line(line, read.Intent.Name, MathF.Round(read.Confidence, 3), read.Slots, [.. read.Alternatives.Select(Rounded)]), Json));
        }
    }

    private static Candidate Rounded(Candidate candidate) => candidate with { Confidence = MathF.Round(candidate.Confidence, 3) };

    private sealed record Line(string Text, string Intent, float Confidence, Slots Slots, IReadOnlyList<Candidate> Alternatives);
}
