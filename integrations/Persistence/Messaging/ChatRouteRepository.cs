using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>Where chats are answered. <see cref="InboxRepository"/> keeps a route together with the message that named it.</summary>
internal sealed class ChatRouteRepository(BotContext bot, UnitOfWork unit, KeyRing keys) : IChatRoutes
{
    private const string Find = """
        SELECT "Route" FROM "ChatRoutes" WHERE "Address" = @address
        """;

    public async Task<string?> FindAsync(ChatAddress chat, CancellationToken stop)
    {
        var routes = await bot.QueryAsync(Find, reader => reader.GetString(0), stop, ("@address", chat.ToString()));
        return keys.OpenOptional(SealedColumn.ChatRoute, routes.SingleOrDefault());
    }

    public Task EraseAsync(ChatAddress chat, CancellationToken stop) => unit.WriteAsync(async store =>
    {
        var address = chat.ToString();
        await store.Consents.Where(consent => consent.Address == address).ExecuteDeleteAsync(stop);
        return await store.ChatRoutes.Where(route => route.Address == address).ExecuteDeleteAsync(stop);
    }, stop);
}
