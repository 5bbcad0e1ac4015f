using System.Collections.Concurrent;
using BotAssistant.Messaging;

namespace BotAssistant.Testing.Messaging;

/// <summary>Takes every message once by its dedupe key and answers with what the test says; a repetition gets the same answer.</summary>
public sealed class RecordingInbox : IInbox
{
    private readonly ConcurrentDictionary<string, Lazy<Task<OutboundPart?>>> _answers = new();
    private readonly ConcurrentQueue<InboundMessage> _received = new();
    private int _calls;

    /// <summary>What the product would say; null = nothing on this request. May throw, as a store that is down does.</summary>
    public Func<InboundMessage, Task<OutboundPart?>> Answer { get; set; } = _ => Task.FromResult<OutboundPart?>(null);

    /// <summary>Each message once, in order.</summary>
    public IReadOnlyList<InboundMessage> Received => [.. _received];

    /// <summary>How long the last caller said it would wait.</summary>
    public TimeSpan Patience { get; private set; }

    /// <summary>With repetitions.</summary>
    public int Calls => _calls;

    public async Task<IReadOnlyList<OutboundPart>> ReceiveAsync(InboundMessage message, TimeSpan patience, CancellationToken stop)
    {
        Interlocked.Increment(ref _calls);
        Patience = patience;
        var answer = _answers.GetOrAdd(message.DedupeKey, _ => new Lazy<Task<OutboundPart?>>(() =>
        {
            _received.Enqueue(message);
            return Answer(message);
        }));
        return await answer.Value.WaitAsync(stop) is { } part ? [part] : [];
    }

    public void Clear()
    {
        _answers.Clear();
        _received.Clear();
        _calls = 0;
    }
}
