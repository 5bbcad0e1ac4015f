using System.Text;

namespace BotAssistant.Bot.Verbs;

/// <summary>Writes to the terminal and, if asked, to a transcript.</summary>
internal sealed class Recorder(TextWriter terminal, TextWriter? transcript) : TextWriter
{
    public override Encoding Encoding => terminal.Encoding;

    public override void Write(char value)
    {
        terminal.Write(value);
        transcript?.Write(value);
    }

    public override async Task WriteLineAsync(string? value)
    {
        await terminal.WriteLineAsync(value);
        await (transcript?.WriteLineAsync(value) ?? Task.CompletedTask);
    }

    public override Task WriteLineAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) => WriteLineAsync(buffer.ToString());
}
