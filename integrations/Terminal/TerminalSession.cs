using System.Globalization;
using BotAssistant.Messaging;

namespace BotAssistant.Terminal;

/// <summary>
/// Reads lines, hands each to the inbox like any channel, and prints the answer. A line that begins with <c>@</c> names a photo. Ends with the
/// input, so that it works at a keyboard and in a pipe.
/// </summary>
public sealed class TerminalSession(IInbox inbox, ChatAddress address, TextReader input, TextWriter output, TimeProvider time)
{
    private const char PhotoMark = '@';
    private static readonly SendWindow WholeSession = new(1000, TimeSpan.FromDays(1));

    // Distinguishes this session's lines from those of any session before or beside it.
    private readonly string session = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
    private int line;

    /// <param name="echo">Repeats each line before its answer: for pipes and transcripts, where nothing shows what was typed.</param>
    /// <param name="afterEach">Runs after each answer, e.g. to print what was pushed meanwhile.</param>
    public async Task RunAsync(bool echo, Func<Task> afterEach, CancellationToken stop)
    {
        while (await input.ReadLineAsync(stop) is { } typed)
        {
            if (echo)
            {
                await output.WriteLineAsync($"> {typed}");
            }

            if (typed.Trim().Length > 0)
            {
                var answer = await inbox.ReceiveAsync(Message(typed.Trim()), Timeout.InfiniteTimeSpan, stop);
                await output.WriteLineAsync(string.Join('\n', answer.Select(part => part.Body)));
                await afterEach();
            }
        }
    }

    private InboundMessage Message(string typed)
    {
        var isPhoto = typed[0] == PhotoMark && typed.Length > 1;
        return new InboundMessage($"{ChatKey()}:{++line}", address, time.GetUtcNow(), isPhoto ? InboundKind.Image : InboundKind.Text)
        {
            Text = isPhoto ? null : typed,
            Media = isPhoto ? [new MediaReference(typed[1..].Trim())] : [],
            Grants = WholeSession,
        };
    }

    private string ChatKey() => $"{TerminalChannel.ChannelName}:{session}";
}
