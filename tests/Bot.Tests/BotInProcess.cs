using BotAssistant.Bot.Hosting;
using BotAssistant.Bot.Jobs;
using BotAssistant.Honours;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Persistence;
using BotAssistant.Testing;
using BotAssistant.Workshops;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotAssistant.Bot.Tests;

/// <summary>The real services on a real SQLite file, with a clock and a channel that the test holds.</summary>
internal sealed class BotInProcess : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;
    private int messages;

    private BotInProcess(TestDatabase database, ServiceProvider services, FakeTimeProvider time)
        => (this.database, this.services, Time) = (database, services, time);

    public FakeTimeProvider Time { get; }

    public ScriptChannel Channel => services.GetRequiredService<ScriptChannel>();

    public IServiceProvider Services => services;

    public IConfiguration Configuration => services.GetRequiredService<IConfiguration>();

    /// <param name="more">Settings beside the database's.</param>
    public static async Task<BotInProcess> StartAsync(params (string Name, string Value)[] more)
    {
        var database = await TestDatabase.SqliteAsync();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(database.Settings()).AddInMemoryCollection(more.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddBot(configuration, isDevelopment: false);
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<ScriptChannel>();
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<ScriptChannel>());
        var provider = services.BuildServiceProvider(validateScopes: true);
        await provider.PreparePersistenceAsync();
        return new BotInProcess(database, provider, time);
    }

    /// <summary>Says something as this person and returns the answer; "@" sends a photo.</summary>
    public async Task<string> SayAsync(string user, string text)
    {
        // Time passes between two messages of people.
        Time.Advance(TimeSpan.FromSeconds(5));
        var isPhoto = text.StartsWith('@');
        return await ReceiveAsync(user, isPhoto ? InboundKind.Image : InboundKind.Text, message => message with { Text = isPhoto ? null : text, Media = isPhoto ? [new MediaReference(text)] : [] });
    }

    public async Task<string> ReceiveAsync(string user, InboundKind kind, Func<InboundMessage, InboundMessage>? with = null)
    {
        var message = new InboundMessage($"script:{++messages}", new ChatAddress(ScriptChannel.ChannelName, "test", user), Time.GetUtcNow(), kind) { Grants = new SendWindow(100, TimeSpan.FromDays(2)) };
        var answer = await services.GetRequiredService<IInbox>().ReceiveAsync(with?.Invoke(message) ?? message, Timeout.InfiniteTimeSpan, default);
        return string.Join('\n', answer.Select(part => part.Body));
    }

    /// <summary>Sends what is queued and returns it.</summary>
    public async Task<IReadOnlyList<(string User, string Text)>> PushedAsync()
    {
        while (await services.GetRequiredService<OutboxSender>().RunOnceAsync(default) > 0)
        {
            // There may be more.
        }

        return Channel.Take();
    }

    public Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work) => services.InScopeAsync(work);

    /// <summary>Makes this user a person with the role.</summary>
    public async Task BindAsync(string user, Role role, params string[] districts)
        => await SayAsync(user, $"绑定 {await InviteAsync(role, user, districts)}");

    /// <summary>Makes this user the owner of a registered workshop.</summary>
    public Task<Workshop> RegisterAsync(string user, string district, params string[] products)
        => services.RegisterAsync(new ChatAddress(ScriptChannel.ChannelName, "test", user), $"{user} {products[0]}", district, products);

    /// <summary>Gives this user's workshop a certificate.</summary>
    public Task<Certificate> CertifyAsync(string user, string number, DateOnly until) => InScopeAsync(async scope =>
    {
        var owner = await scope.GetRequiredService<IPeople>().FindAsync(new ChatAddress(ScriptChannel.ChannelName, "test", user), default);
        var workshop = (await scope.GetRequiredService<IWorkshops>().OwnedByAsync(owner!.Id, default))[0];
        var holder = new Holder(workshop.Name, workshop.District, workshop.Number, workshop.Id);
        var certificate = Certificate.Issue(Guid.CreateVersion7(), number, HonourKind.FineWorkshop, holder, until.AddYears(-3), until, Time.GetUtcNow(), "审核员").Certificate!;
        await scope.GetRequiredService<ICertificates>().AddAsync(certificate, default);
        return certificate;
    });

    public Task<string> InviteAsync(Role role, string name, params string[] districts) => services.InviteAsync(role, name, districts);

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }
}
