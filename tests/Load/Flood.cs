using BotAssistant.Bot.Hosting;
using BotAssistant.Messaging;
using BotAssistant.Testing;
using BotAssistant.Testing.Server;
using BotAssistant.Testing.WeChat;
using Npgsql;

namespace BotAssistant.Load;

/// <summary>Reminders for so many people whose windows are open, in PostgreSQL with fsync, and the fake WeChat platform that they go to.</summary>
internal sealed class Flood : IAsyncDisposable
{
    private const int Batch = 1_000;

    private const string OpenWindows = """
        INSERT INTO "SendWindows" ("Address", "Remaining", "OpenedAt", "Until")
        SELECT 'wechat:' || @account || ':' || 'oFlood_' || i, 4, now(), now() + interval '47 hours' FROM generate_series(0, @count - 1) i
        ON CONFLICT ("Address") DO UPDATE SET "Remaining" = 4;
        DELETE FROM "Outbox";
        """;

    private readonly PostgresCluster cluster = new() { Durable = true };
    private ServiceProvider services = null!;

    public required FakeWeChatPlatform Platform { get; init; }

    public TestDatabase Database { get; private set; } = null!;

    public Dictionary<string, string?> Settings { get; private set; } = null!;

    public static async Task<Flood> StartAsync()
    {
        var flood = new Flood { Platform = await FakeWeChatPlatform.StartAsync() };
        flood.Platform.Api.KeepsCalls = false;
        flood.Database = await TestDatabase.PostgresAsync(flood.cluster);
        flood.Settings = new Dictionary<string, string?>(flood.Database.Settings())
        {
            ["WeChat:AppId"] = WeChatAccount.Synthetic.AppId,
            ["WeChat:AppSecret"] = WeChatAccount.Synthetic.AppSecret,
            ["WeChat:Token"] = WeChatAccount.Synthetic.Token,
            ["WeChat:EncodingAesKey"] = WeChatAccount.Synthetic.EncodingAesKey,
            ["WeChat:ApiBase"] = flood.Platform.ApiBase.ToString(),
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(flood.Settings).Build();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddBot(configuration, isDevelopment: false);
        flood.services = collection.BuildServiceProvider();
        await BotAssistant.Persistence.PersistenceServices.PreparePersistenceAsync(flood.services);
        return flood;
    }

    public static string OpenId(int index) => $"oFlood_{index}";

    /// <summary>Opens everybody's window, on both sides, and forgets earlier messages.</summary>
    public async Task PrepareAsync(int count)
    {
        await ExecuteAsync(OpenWindows, new NpgsqlParameter("account", WeChatAccount.Synthetic.AppId), new NpgsqlParameter("count", count));
        for (var index = 0; index < count; index++)
        {
            Platform.Windows.Open(Platform.User(OpenId(index)).OpenId, Window.Message);
        }
    }

    /// <summary>Queues one reminder a person as the product does, a page of people a transaction.</summary>
    public async Task QueueAsync(int count)
    {
        for (var from = 0; from < count; from += Batch)
        {
            await using var scope = services.CreateAsyncScope();
            var now = TimeProvider.System.GetUtcNow();
            await scope.ServiceProvider.GetRequiredService<IOutbox>().AddAsync([.. Enumerable.Range(from, Math.Min(Batch, count - from)).Select(index => Reminder(index, now))], default);
        }
    }

    /// <summary>Lines on a person's screen.</summary>
    public int Shown(int index) => Platform.User(OpenId(index)).Screen.Count;

    public async Task WhenAcceptedAsync(long calls)
    {
        while (Platform.Api.Accepted < calls)
        {
            await Task.Delay(5);
        }
    }

    /// <summary>Waits until all outcomes are written down; they are another process's, so it is asked again and again.</summary>
    public async Task WhenMarkedAsync()
    {
        while (await new RawDatabase(Database).CountAsync("""SELECT COUNT(*) FROM "Outbox" WHERE "State" IN (0, 1)""") > 0)
        {
            await Task.Delay(100);
        }
    }

    public async Task ExecuteAsync(string sql, params NpgsqlParameter[] parameters)
    {
        await using var connection = new NpgsqlConnection(Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync();
    }

    public ServerProcess Server(double bulkPerSecond) => new(new Dictionary<string, string?>(Settings) { ["Outbox:BulkPerSecondElsewhere"] = $"{bulkPerSecond}" })
    {
        Program = ("BotAssistant.Load.dll", ["serve"]),
    };

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Database.DisposeAsync();
        await cluster.DisposeAsync();
        await Platform.DisposeAsync();
    }

    private static OutboxMessage Reminder(int index, DateTimeOffset now)
        => new(Guid.CreateVersion7(now), new ChatAddress(WeChat.WeChatChannel.ChannelName, WeChatAccount.Synthetic.AppId, OpenId(index)),
            new OutboundPart($"您的期限快到了：示例作坊 {index} 号的名特优食品作坊证书 2026年12月31日到期，到期前 30 天内可以申请复评。"), now, now.AddHours(12))
        {
            Sequence = index % Batch,
            Lane = OutboxLane.Bulk,
            Notice = new Notice(Notice.Reminder) { Places = new Dictionary<string, string> { ["name"] = $"示例作坊 {index} 号", ["due"] = "2026年12月31日" } },
        };
}
