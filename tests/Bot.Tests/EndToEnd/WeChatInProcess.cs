using BotAssistant.Bot.Hosting;
using BotAssistant.Bot.Jobs;
using BotAssistant.Bot.Public;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Persistence;
using BotAssistant.Testing;
using BotAssistant.Testing.WeChat;
using BotAssistant.WeChat;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>The real services behind real HTTP, pushed to by the fake WeChat in safe mode, with one clock that the test holds: days pass between two pushes.</summary>
internal sealed class WeChatInProcess : IAsyncDisposable
{
    private const string Site = "https://spxzf.example.cn";

    private readonly TestDatabase database;
    private readonly WebApplication app;

    private WeChatInProcess(TestDatabase database, WebApplication app, FakeWeChatPlatform platform, FakeTimeProvider time)
        => (this.database, this.app, Platform, Time) = (database, app, platform, time);

    public FakeWeChatPlatform Platform { get; }

    public FakeTimeProvider Time { get; }

    public IServiceProvider Services => app.Services;

    /// <param name="cluster">Null: SQLite.</param>
    /// <param name="more">Settings beside the account's.</param>
    public static async Task<WeChatInProcess> StartAsync(PostgresCluster? cluster, params (string Name, string Value)[] more)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)));
        var platform = await FakeWeChatPlatform.StartAsync(time: time);
        var database = cluster is null ? await TestDatabase.SqliteAsync() : await TestDatabase.PostgresAsync(cluster);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(database.Settings())
        {
            ["WeChat:AppId"] = platform.Account.AppId,
            ["WeChat:AppSecret"] = platform.Account.AppSecret,
            ["WeChat:Token"] = platform.Account.Token,
            ["WeChat:EncodingAesKey"] = platform.Account.EncodingAesKey,
            ["WeChat:ApiBase"] = platform.ApiBase.ToString(),
            ["Public:Url"] = Site,
        }).AddInMemoryCollection(more.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddBot(configuration, isDevelopment: false).AddPublicLimits();
        builder.Services.AddSingleton<TimeProvider>(time);
        var app = builder.Build();
        await app.Services.PreparePersistenceAsync();
        app.UseRateLimiter();
        app.MapWeChat();
        app.MapPublic();
        await app.StartAsync();
        platform.Callback = new Uri(new Uri(app.Urls.Single()), "/wechat");
        return new WeChatInProcess(database, app, platform, time);
    }

    public ChatAddress AddressOf(FakeWeChatUser user) => new("wechat", Platform.Account.AppId, user.OpenId);

    /// <summary>Says something ("@" sends a photo) and returns all that appeared on the screen for it, queued parts too.</summary>
    public Task<string> SayAsync(FakeWeChatUser user, string text)
        => ShownAsync(user, () => text == "@" ? user.SendPhotoAsync([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1], "image/png") : user.SayAsync(text));

    /// <summary>What the last address on the screen leads to.</summary>
    public async Task<byte[]> OpenAsync(string seen)
    {
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var address = seen.Split('\n').Last(line => line.Contains(Site, StringComparison.Ordinal));
        return await client.GetByteArrayAsync(new Uri(address[(address.IndexOf(Site, StringComparison.Ordinal) + Site.Length)..].Trim(), UriKind.Relative));
    }

    public async Task<FakeWeChatUser> BoundAsync(string openId, Role role, string district)
    {
        var user = Platform.User(openId);
        await SayAsync(user, $"绑定 {await Services.InviteAsync(role, openId, district)}");
        return user;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Platform.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<string> ShownAsync(FakeWeChatUser user, Func<Task<PushResult>> push)
    {
        Time.Advance(TimeSpan.FromSeconds(20));
        var before = user.Screen.Lines.Count;
        await push();
        while (await Services.GetRequiredService<OutboxSender>().RunOnceAsync(default) > 0)
        {
            // Later parts of the answer, and what others are told.
        }

        return string.Join('\n', user.Screen.Texts.Skip(before));
    }
}
