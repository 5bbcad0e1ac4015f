using BotAssistant.Bot.Hosting;
using BotAssistant.Bot.Jobs;
using BotAssistant.Persistence;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Verbs;

/// <summary>The services of the server without its web server and jobs, for verbs that run once on the server's own machine.</summary>
internal static class VerbHost
{
    public static async Task<int> RunAsync(Func<IHost, IServiceProvider, CancellationToken, Task<int>> verb, CancellationToken stop)
    {
        var settings = StrictConfiguration.Read();
        // The web server's variable, so that a verb never runs in another environment than the server beside it.
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") });
        builder.Configuration.AddConfiguration(settings);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // What a verb says goes to standard output; complaints must not stand between.
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddBot(settings, builder.Environment.IsDevelopment());
        // A verb has no web server, which some of the server's services ask for: they are not all to be built here.
        builder.ConfigureContainer(new DefaultServiceProviderFactory(new ServiceProviderOptions { ValidateScopes = builder.Environment.IsDevelopment() }));
        using var host = builder.Build();
        host.Services.GetRequiredService<IStartupValidator>().Validate();
        await host.Services.PreparePersistenceAsync(stop);
        await host.Services.GetRequiredService<ChecklistRefresh>().RunOnceAsync(stop);
        await host.StartAsync(stop);
        await using var scope = host.Services.CreateAsyncScope();
        try
        {
            return await verb(host, scope.ServiceProvider, stop);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }
}
