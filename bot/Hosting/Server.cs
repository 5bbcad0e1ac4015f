using BotAssistant.Bot.Demo;
using BotAssistant.Bot.Jobs;
using BotAssistant.Bot.Public;
using BotAssistant.Bot.Turns;
using BotAssistant.BotFramework;
using BotAssistant.BotFramework.ChatPage;
using BotAssistant.BotFramework.DirectLine;
using BotAssistant.Persistence;
using BotAssistant.Scheduling;
using BotAssistant.Understanding;
using BotAssistant.WeChat;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BotAssistant.Bot.Hosting;

/// <summary>The web server: channels in, jobs, health.</summary>
internal static class Server
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <param name="replace">What another host puts in the place of ours: its clock.</param>
    public static async Task<int> RunAsync(string[] hostArguments, bool demo, CancellationToken stop, Action<IServiceCollection>? replace = null)
    {
        var settings = StrictConfiguration.Read();
        var builder = WebApplication.CreateBuilder(hostArguments);
        builder.Configuration.AddConfiguration(settings);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddQuietLogging();
        builder.Services.AddBot(settings, builder.Environment.IsDevelopment());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddDirectLineStreams();
        builder.Services.AddPublicLimits();
        builder.Services.AddHostedService<TurnDrain>();
        builder.Services.AddHostedService<InboxRecovery>();
        builder.Services.AddHostedService<Housekeeping>();
        builder.Services.AddHostedService<TakeOverWatch>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<OutboxSender>());
        builder.Services.AddSchedule(settings);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<ChecklistRefresh>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<CampaignSender>());
        builder.AddTelemetry();
        replace?.Invoke(builder.Services);

        await using var app = builder.Build();
        // Before the host does, which would print a stack over the message.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await app.Services.PreparePersistenceAsync(stop);
        await app.Services.GetRequiredService<ChecklistRefresh>().RunOnceAsync(stop);
        app.Services.GetRequiredService<Listener>().Prepare();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        app.UseCors();
        app.UseRateLimiter();
        app.MapWeChat();
        app.MapBotFramework();
        app.MapDirectLine();
        app.MapChatPage();
        app.MapPublic();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        await app.StartAsync(stop);
        if (demo)
        {
            await app.Services.GetRequiredService<DemoInstallation>().PrepareAsync(Console.Out, stop);
        }

        await Welcome.PrintAsync(app, Console.Out);
        await app.WaitForShutdownAsync(stop);
        return 0;
    }

    private static void AddSchedule(this IServiceCollection services, IConfiguration settings)
    {
        var (driver, connection, shared) = PersistenceServices.DatabaseOf(settings);
        services.RunSchedule(new ScheduleStore(driver, connection, shared), settings.GetSection(SchedulingOptions.Section).Get<SchedulingOptions>() ?? new SchedulingOptions());
    }

    /// <summary>Request lines hold signatures and openids; the framework must not print them.</summary>
    private static void AddQuietLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
        });
    }

    /// <summary>Traces and metrics; exported where the standard OTEL_ variables say, and nowhere without them. Queries of addresses stay redacted, and the address of a file is a secret as a whole.</summary>
    private static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("botassistant"))
            .WithTracing(tracing => tracing.AddSource(TurnTelemetry.Name).AddAspNetCoreInstrumentation(requests => requests.Filter = context => !context.Request.Path.StartsWithSegments(FileAddresses.Path.TrimEnd('/'))).AddHttpClientInstrumentation().AddNpgsql())
            .WithMetrics(metrics => metrics.AddMeter(TurnTelemetry.Name).AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation());
        if (builder.Configuration[OtlpEndpoint] is { Length: > 0 })
        {
            telemetry.UseOtlpExporter();
        }
    }
}

/// <summary>A graceful stop finishes the turns that have begun.</summary>
internal sealed class TurnDrain(Inbox inbox) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => inbox.DrainAsync(cancellationToken);
}
