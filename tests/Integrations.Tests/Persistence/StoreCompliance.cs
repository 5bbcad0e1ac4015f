using BotAssistant.Messaging;
using BotAssistant.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.Persistence;

/// <summary>What every database must do alike. A suite derives from it once, and once more for each database.</summary>
public abstract class StoreCompliance : IAsyncLifetime
{
    private readonly DatabaseFixture fixture;
    private readonly Lazy<ServiceProvider> services;

    protected StoreCompliance(DatabaseFixture fixture)
    {
        Assert.SkipUnless(fixture is Sqlite || PostgresCluster.IsInstalled, PostgresCluster.NotInstalled);
        this.fixture = fixture;
        services = new Lazy<ServiceProvider>(() => fixture.Database.Services(Time));
    }

    protected TestDatabase Database => fixture.Database;

    protected FakeTimeProvider Time { get; } = new(Samples.Start);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected ServiceProvider Services => services.Value;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (services.IsValueCreated)
        {
            await services.Value.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A second server on the same database: nothing is shared but the database.</summary>
    protected ServiceProvider SecondServer() => Database.Services(Time);

    /// <summary>One scope, no transaction.</summary>
    protected async Task<T> Ask<TPort, T>(Func<TPort, Task<T>> question) where TPort : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<TPort>());
    }

    /// <summary>One scope, and the transaction that the port makes for itself.</summary>
    protected async Task Alone<TPort>(Func<TPort, Task> work) where TPort : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TPort>());
    }

    /// <summary>One scope, one transaction, committed.</summary>
    protected async Task Do(Func<IServiceProvider, Task> work, ChatAddress? conversation = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await unit.BeginAsync(conversation, Stop);
        await work(scope.ServiceProvider);
        await unit.CommitAsync(Stop);
    }

    protected Task Do<TPort>(Func<TPort, Task> work) where TPort : notnull => Do(provider => work(provider.GetRequiredService<TPort>()));

    /// <summary>A sender that reaches one channel.</summary>
    protected static SendTerms Reaching(string channel, bool counted = false, params NoticeTemplate[] templates)
        => new([channel], counted ? [channel] : [], new Dictionary<string, IReadOnlyList<NoticeTemplate>> { [channel] = templates });

    /// <summary>A chat that no other test uses.</summary>
    protected static ChatAddress SomeChat() => Samples.Address(Guid.NewGuid().ToString("N"));
}
