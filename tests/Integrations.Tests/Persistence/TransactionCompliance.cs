using BotAssistant.Conversations;
using BotAssistant.Messaging;
using BotAssistant.Persistence;
using BotAssistant.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

public sealed class SqliteTransactionTests(Sqlite database) : TransactionCompliance(database), IClassFixture<Sqlite>;

public sealed class PostgresTransactionTests(Postgres database) : TransactionCompliance(database), IClassFixture<Postgres>;

public abstract class TransactionCompliance(DatabaseFixture database) : StoreCompliance(database)
{
    [Fact]
    public async Task A_conversation_comes_back_as_it_was_saved()
    {
        var chat = SomeChat();
        Assert.Empty((await LoadAsync(chat)).Drafts);
        var state = new ConversationState
        {
            Active = "filing",
            Drafts = { ["filing"] = new Draft("filing", "i1", Samples.Start) { Answers = { ["name"] = "年糕坊" }, Input = { ["filing"] = "12" } } },
            Offers = { "看 1" },
        };
        await Do<IConversations>(c => c.SaveAsync(chat, state, Stop));
        Assert.Equivalent(state, await LoadAsync(chat), strict: true);
        await Do<IConversations>(c => c.SaveAsync(chat, state with { Active = null }, Stop));
        Assert.Null((await LoadAsync(chat)).Active);
        await Do<IConversations>(c => c.EraseAsync(chat, Stop));
        Assert.Empty((await LoadAsync(chat)).Drafts);
    }

    [Fact]
    public async Task Turns_of_one_chat_on_two_servers_go_one_after_the_other()
    {
        var chat = SomeChat();
        await using var other = SecondServer();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => CountUpAsync(i % 2 == 0 ? Services : other, chat))));
        Assert.Equal(20, (await LoadAsync(chat)).Offers.Count);
    }

    [Fact]
    public async Task Turns_of_many_chats_at_once_all_get_through()
    {
        var chats = Enumerable.Range(0, 64).Select(_ => SomeChat()).ToList();
        await Task.WhenAll(chats.Select(chat => Task.Run(() => CountUpAsync(Services, chat))));
        foreach (var chat in chats)
        {
            Assert.Single((await LoadAsync(chat)).Offers);
        }
    }

    [Fact]
    public async Task A_state_that_somebody_else_changed_is_not_overwritten()
    {
        var chat = SomeChat();
        await Do<IConversations>(c => c.SaveAsync(chat, new ConversationState(), Stop));
        await using var scope = Services.CreateAsyncScope();
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await unit.BeginAsync(chat, Stop);
        var conversations = scope.ServiceProvider.GetRequiredService<IConversations>();
        await conversations.LoadAsync(chat, Stop);
        var bot = scope.ServiceProvider.GetRequiredService<BotContext>();
        await bot.ExecuteAsync("UPDATE \"Conversations\" SET \"Version\" = @version WHERE \"Address\" = @address", Stop, ("@version", Guid.NewGuid()), ("@address", chat.ToString()));
        await conversations.SaveAsync(chat, new ConversationState { Active = "x" }, Stop);
        await Assert.ThrowsAsync<StaleDataException>(() => unit.CommitAsync(Stop));

        // The scope can begin again and sees the row afresh.
        await unit.BeginAsync(chat, Stop);
        await conversations.SaveAsync(chat, await conversations.LoadAsync(chat, Stop) with { Active = "y" }, Stop);
        await unit.CommitAsync(Stop);
        Assert.Equal("y", (await LoadAsync(chat)).Active);
    }

    [Fact]
    public async Task A_photo_is_stored_once_even_from_within_a_turn()
    {
        byte[] photo = [1, 2, 3];
        var hashes = new List<string>();
        await Do(async scope => hashes.Add(await scope.GetRequiredService<IMediaStore>().PutAsync("image/png", photo, Stop)));
        hashes.Add(await Ask<IMediaStore, string>(media => media.PutAsync("image/png", photo, Stop)));
        Assert.Single(hashes.Distinct());
        var stored = await Ask<IMediaStore, StoredMedia?>(media => media.FindAsync(hashes[0], Stop));
        Assert.Equal("image/png", stored!.ContentType);
        Assert.Equal(photo, stored.Bytes);
        Assert.Null(await Ask<IMediaStore, StoredMedia?>(media => media.FindAsync("none", Stop)));
    }

    [Fact]
    public async Task A_token_is_fetched_once_however_many_servers_want_it()
    {
        await using var other = SecondServer();
        var fetches = 0;
        var account = Guid.NewGuid().ToString();
        Task<PlatformToken> RenewAsync(ServiceProvider server, string? failed) => server.GetRequiredService<IPlatformTokens>().RenewAsync(
            account, failed, TimeSpan.FromMinutes(5), _ => Task.FromResult(new PlatformToken($"t{Interlocked.Increment(ref fetches)}", Time.GetUtcNow().AddHours(2))), Stop);

        // Within one process there is one lock on either database; across processes only PostgreSQL is shared.
        var servers = Database.Provider == "postgres" ? [Services, other] : (ServiceProvider[])[Services];
        var tokens = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => RenewAsync(servers[i % servers.Length], null))));
        Assert.Equal(1, fetches);
        Assert.All(tokens, token => Assert.Equal("t1", token.Value));
        Assert.Equal("t1", (await Services.GetRequiredService<IPlatformTokens>().FindAsync(account, Stop))!.Value);

        var renewed = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => RenewAsync(servers[i % servers.Length], "t1"))));
        Assert.All(renewed, token => Assert.Equal("t2", token.Value));

        Time.Advance(TimeSpan.FromMinutes(116));
        Assert.Equal("t3", (await RenewAsync(Services, null)).Value);
    }

    [Fact]
    public async Task The_channel_log_is_written_by_the_time_the_server_has_stopped()
    {
        var about = Guid.NewGuid();
        var log = Services.GetRequiredService<IChannelLog>();
        var writer = Assert.Single(Services.GetServices<IHostedService>().OfType<ChannelLog>());
        await writer.StartAsync(Stop);
        var entries = Enumerable.Range(0, 1200).Select(i => new ChannelLogEntry(Samples.Start.AddSeconds(i).ToUniversalTime(), "wechat", about, "POST /x", $"200 errcode={i}", TimeSpan.FromMilliseconds(i), null)).ToList();
        entries.ForEach(log.Write);
        await writer.StopAsync(Stop);

        var read = await log.ReadAsync(about, 2000, Stop);
        Assert.Equal(Enumerable.Reverse(entries), read);
        Assert.Empty(await log.ReadAsync(Guid.NewGuid(), 10, Stop));
    }

    [Fact]
    public async Task The_migrations_say_what_the_model_says()
    {
        await using var scope = Services.CreateAsyncScope();
        Assert.False(scope.ServiceProvider.GetRequiredService<BotContext>().Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task The_health_check_finds_the_database()
        => Assert.Equal(HealthStatus.Healthy, (await Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Stop)).Status);

    private Task<ConversationState> LoadAsync(ChatAddress chat) => Ask<IConversations, ConversationState>(c => c.LoadAsync(chat, Stop));

    private static async Task CountUpAsync(ServiceProvider server, ChatAddress chat)
    {
        await using var scope = server.CreateAsyncScope();
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        var conversations = scope.ServiceProvider.GetRequiredService<IConversations>();
        await unit.BeginAsync(chat, Stop);
        var state = await conversations.LoadAsync(chat, Stop);
        await conversations.SaveAsync(chat, state with { Offers = [.. state.Offers, "x"] }, Stop);
        await unit.CommitAsync(Stop);
    }
}
