using System.Globalization;
using BotAssistant.Bot.Hosting;

namespace BotAssistant.Load;

/// <summary>The product's own server in a process that also tells, on a port of its own, how many bytes it has allocated.</summary>
internal static class MeasuredServer
{
    public const string Announcement = "Allocations on: ";

    public static async Task<int> RunAsync(string[] arguments)
    {
        await using var meter = await StartMeterAsync();
        return await Server.RunAsync(arguments, demo: false, CancellationToken.None);
    }

    /// <summary>Shared with the reference, so that both pay the same for being measured.</summary>
    public static async Task<WebApplication> StartMeterAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var meter = builder.Build();
        meter.MapGet("/", () => GC.GetTotalAllocatedBytes(precise: false).ToString(CultureInfo.InvariantCulture));
        await meter.StartAsync();
        Console.WriteLine(Announcement + meter.Urls.Single());
        return meter;
    }
}
