using BotAssistant.Conversations;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Persistence;
using BotAssistant.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteChatRouteTests(Sqlite database) : ChatRouteCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresChatRouteTests(Postgres database) : ChatRouteCompliance(database), IClassFixture<Postgres>;

public abstract class ChatRouteCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    private readonly ChatAddress chat = SomeChat();

    [Fact]
    public async Task The_newest_message_that_names_a_route_says_where_the_chat_is()
    {
        Assert.Null(await FindAsync());
        await ReceiveAsync("https://a.example/ 会话1");
        Assert.Equal("https://a.example/ 会话1", await FindAsync());
        await ReceiveAsync("https://b.example/ 会话2");
        await ReceiveAsync(Message(null));
        Assert.Equal("https://b.example/ 会话2", await FindAsync());
        Assert.Null(await FindAsync(SomeChat()));
    }

    [Fact]
    public async Task A_duplicate_does_not_bring_its_old_route_back()
    {
        var first = Message("https://a.example/");
        await ReceiveAsync(first);
        await ReceiveAsync("https://b.example/");
        await ReceiveAsync(first);
        Assert.Equal("https://b.example/", await FindAsync());
    }

    [Fact]
    public async Task A_route_that_stands_already_is_not_written_again()
    {
        await ReceiveAsync("https://a.example/");
        var before = await RowAsync();
        Time.Advance(TimeSpan.FromDays(1));
        await ReceiveAsync("https://a.example/");
        Assert.Equivalent(before, await RowAsync(), strict: true);

        await ReceiveAsync("https://b.example/");
        var after = await RowAsync();
        Assert.NotEqual(before.Hash, after.Hash);
        Assert.Equal(Time.GetUtcNow(), after.TouchedAt);
    }

    [Fact]
    public async Task A_message_may_grant_sends_and_name_a_route_at_once()
    {
        await ReceiveAsync(Message("https://a.example/") with { Grants = new SendWindow(3, TimeSpan.FromHours(1)) });
        Assert.Equal("https://a.example/", await FindAsync());
        Assert.Equal(3, (await Ask<ISendWindows, (int Left, DateTimeOffset?)>(windows => windows.FindAsync(chat, Stop))).Left);
    }

    [Fact]
    public async Task A_route_is_erased_with_the_turn_and_stays_when_the_turn_fails()
    {
        await ReceiveAsync("https://a.example/");
        await using (var scope = Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().BeginAsync(chat, Stop);
            await scope.ServiceProvider.GetRequiredService<IChatRoutes>().EraseAsync(chat, Stop);
        }

        Assert.NotNull(await FindAsync());
        await Do<IChatRoutes>(routes => routes.EraseAsync(chat, Stop));
        Assert.Null(await FindAsync());
    }

    [Fact]
    public async Task A_route_goes_with_the_conversation_unless_the_person_is_bound_or_has_written_since()
    {
        var (stranger, bound, present) = (SomeChat(), SomeChat(), SomeChat());
        foreach (var each in (ChatAddress[])[stranger, bound, present])
        {
            await ReceiveAsync(Message("https://a.example/") with { From = each });
            await Do<IConversations>(conversations => conversations.SaveAsync(each, new ConversationState(), Stop));
        }

        await Do<IPeople>(async people =>
        {
            var person = new Person(Guid.NewGuid(), Role.Owner, "张测试", [], Time.GetUtcNow());
            await people.AddAsync(person, Stop);
            await people.BindAsync(new ChatIdentity(bound.ToString(), person.Id, Time.GetUtcNow()), Stop);
        });
        Time.Advance(TimeSpan.FromDays(20));
        await ReceiveAsync(Message("https://a.example/") with { From = present });
        await Do<IConversations>(conversations => conversations.SaveAsync(present, new ConversationState(), Stop));

        Time.Advance(TimeSpan.FromDays(15));
        var never = DateTimeOffset.MinValue;
        await Ask<IRetention, int>(retention => retention.PurgeAsync(new RetentionLimits(Time.GetUtcNow().AddDays(-30), never, never, never, never, never, never), Stop));
        Assert.Null(await FindAsync(stranger));
        Assert.NotNull(await FindAsync(bound));
        Assert.NotNull(await FindAsync(present));
    }

    private InboundMessage Message(string? route) => Samples.Message("在吗", from: chat) with { Route = route };

    private Task ReceiveAsync(string route) => ReceiveAsync(Message(route));

    private Task ReceiveAsync(InboundMessage message) => Alone<IReceivedMessages>(inbox => inbox.AddAsync(message, Stop));

    private Task<string?> FindAsync(ChatAddress? of = null) => Ask<IChatRoutes, string?>(routes => routes.FindAsync(of ?? chat, Stop));

    private Task<ChatRouteRow> RowAsync() => Ask<BotContext, ChatRouteRow>(bot => bot.ChatRoutes.AsNoTracking().SingleAsync(row => row.Address == chat.ToString(), Stop));
}
