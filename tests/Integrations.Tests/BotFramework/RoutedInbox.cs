using System.Collections.Concurrent;
using BotAssistant.Messaging;
using BotAssistant.Testing.Messaging;

namespace BotAssistant.Integrations.Tests.BotFramework;

/// <summary>A recording inbox that keeps routes as the database does, and may answer in several parts.</summary>
internal sealed class RoutedInbox(MemoryChatRoutes routes) : IInbox
{
    private readonly RecordingInbox _inner = new();
    private readonly ConcurrentQueue<(InboundMessage Message, TimeSpan Patience)> _requests = new();

    /// <summary>What is said on the request, if the channel takes it there.</summary>
    public Func<InboundMessage, IReadOnlyList<OutboundPart>> Answer { get; set; } = _ => [];

    public RecordingInbox Recorded => _inner;

    public IReadOnlyList<InboundMessage> Received => _inner.Received;

    /// <summary>With repetitions.</summary>
    public IReadOnlyList<(InboundMessage Message, TimeSpan Patience)> Requests => [.. _requests];

    public async Task<IReadOnlyList<OutboundPart>> ReceiveAsync(InboundMessage message, TimeSpan patience, CancellationToken stop)
    {
        _requests.Enqueue((message, patience));
        var parts = Answer(message);
        await _inner.ReceiveAsync(message, patience, stop);
        routes.Keep(message);
        return [.. parts.Take(message.DirectParts)];
    }
}
