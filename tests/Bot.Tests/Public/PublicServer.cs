using BotAssistant.Bot.Hosting;
using BotAssistant.Bot.Public;
using BotAssistant.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotAssistant.Bot.Tests.Public;

/// <summary>A bot in process and its public addresses on a port of 127.0.0.1, on one database and one clock.</summary>
internal sealed class PublicServer : IAsyncDisposable
{
    private const string Site = "https://spxzf.example.cn";

    private readonly WebApplication app;

    private PublicServer(BotInProcess bot, WebApplication app)
    {
        (Bot, this.app) = (bot, app);
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public BotInProcess Bot { get; }

    public HttpClient Client { get; }

    public static async Task<PublicServer> StartAsync(params (string Name, string Value)[] more)
    {
        var bot = await BotInProcess.StartAsync([("Public:Url", Site), .. more]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddBot(bot.Configuration, isDevelopment: false).AddPublicLimits().AddSingleton<TimeProvider>(bot.Time);
        var app = builder.Build();
        app.UseRateLimiter();
        app.MapPublic();
        await app.StartAsync();
        return new PublicServer(bot, app);
    }

    /// <summary>Gets what an address in a chat leads to, on the port where this test's server listens.</summary>
    public Task<HttpResponseMessage> OpenAsync(string address) => Client.GetAsync(new Uri(address.Replace(Site, "", StringComparison.Ordinal), UriKind.Relative));

    /// <summary>The address at the end of an answer.</summary>
    public static string AddressIn(string answer) => answer.Split('\n').Last(line => line.StartsWith(Site, StringComparison.Ordinal));

    /// <summary>An owner with a registered workshop who has signed the letter in force; returns the address of the printed letter.</summary>
    public async Task<string> SignAsync(string owner, string product)
    {
        await Bot.RegisterAsync(owner, "330203", product);
        await Bot.SayAsync(owner, "签承诺书");
        await Bot.SayAsync(owner, "王小明");
        return AddressIn(await Bot.SayAsync(owner, "承诺书"));
    }

    public Task<string> CodeAsync(string owner) => Bot.InScopeAsync(async scope =>
    {
        var person = await scope.GetRequiredService<IPeople>().FindAsync(new Messaging.ChatAddress(ScriptChannel.ChannelName, "test", owner), default);
        return (await scope.GetRequiredService<Commitments.CommitmentDesk>().OfOwnerAsync(person!, default))[0].Latest.Code;
    });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        await Bot.DisposeAsync();
    }
}
