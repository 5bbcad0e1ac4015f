using System.Collections.Concurrent;
using BotAssistant.Messaging;

namespace BotAssistant.Testing.Messaging;

/// <summary>The routes of chats for tests of one process. The database keeps them as messages come in; here a test says so with <see cref="Keep"/>.</summary>
public sealed class MemoryChatRoutes : IChatRoutes
{
    private readonly ConcurrentDictionary<ChatAddress, string> _routes = new();

    /// <summary>As the inbox does with a message that is new: one that names no route changes nothing.</summary>
    public void Keep(InboundMessage message)
    {
        if (message.Route is { } route)
        {
            _routes[message.From] = route;
        }
    }

    public Task<string?> FindAsync(ChatAddress chat, CancellationToken stop) => Task.FromResult(_routes.GetValueOrDefault(chat));

    public Task EraseAsync(ChatAddress chat, CancellationToken stop)
    {
        _routes.TryRemove(chat, out _);
        return Task.CompletedTask;
    }
}
