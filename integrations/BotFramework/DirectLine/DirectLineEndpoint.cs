using BotAssistant.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.DirectLine;

public static class DirectLineEndpoint
{
    /// <summary>Where clients find it (their option <c>domain</c>).</summary>
    public const string Root = "/v3/directline";

    private const string CorsPolicy = "direct-line";
    private const string One = "/conversations/{conversation}";

    /// <summary>
    /// Registers the server and its channel from the section <c>DirectLine</c> of <paramref name="configuration"/> (the root). Needs
    /// <see cref="ITranscripts"/>, <see cref="IInbox"/>, <see cref="IChannelLog"/> and <see cref="People.IKeyedHash"/> from elsewhere.
    /// </summary>
    public static IServiceCollection AddDirectLine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DirectLineOptions>().Bind(configuration.GetSection(DirectLineOptions.Section)).ValidateDataAnnotations().Validate(
            options => options.TrustedOrigins.All(Wish.IsOrigin), "DirectLine:TrustedOrigins are origins such as https://www.example.gov.cn, without a path.").ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        // A stream's address holds a key, and the host's line per request prints the address.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        services.AddCors();
        services.AddOptions<Microsoft.AspNetCore.Cors.Infrastructure.CorsOptions>().Configure<IOptions<DirectLineOptions>>((cors, options) => cors.AddPolicy(CorsPolicy, policy => policy
            .WithOrigins([.. options.Value.TrustedOrigins]).WithMethods(HttpMethods.Get, HttpMethods.Post)
            .WithHeaders("authorization", "content-type", "x-ms-bot-agent", "x-requested-with").WithExposedHeaders("retry-after")));
        services.AddSingleton<StreamHub>();
        services.AddSingleton<DirectLineTokens>();
        services.AddSingleton<AccessReader>();
        services.AddSingleton<Rates>();
        services.AddSingleton<DirectLineCall>();
        services.AddSingleton<ActivityFeed>();
        services.AddSingleton<Delivery>();
        services.AddSingleton<ConversationEndpoints>();
        services.AddSingleton<ActivityEndpoints>();
        services.AddSingleton<UploadEndpoints>();
        services.AddSingleton<StreamEndpoint>();
        services.AddSingleton<Origins>();
        services.AddSingleton<Failures>();
        services.AddSingleton<CallLog>();
        services.AddSingleton(provider => new DirectLineChannel(provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<StreamHub>(), provider.GetRequiredService<IChannelLog>(),
            provider.GetRequiredService<IOptions<DirectLineOptions>>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DirectLineChannel>>()));
        services.AddSingleton<IChannel>(provider => provider.GetRequiredService<DirectLineChannel>());
        return services;
    }

    /// <summary>Wakes streams for what other servers add. For the web server only: a verb has no streams.</summary>
    public static IServiceCollection AddDirectLineStreams(this IServiceCollection services)
        => services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<StreamHub>());

    /// <summary>Maps the addresses. Nothing while the server is off. Needs <c>UseCors</c> and <c>UseWebSockets</c> before it.</summary>
    public static IEndpointRouteBuilder MapDirectLine(this IEndpointRouteBuilder endpoints)
    {
        if (!endpoints.ServiceProvider.GetRequiredService<IOptions<DirectLineOptions>>().Value.Enabled)
        {
            return endpoints;
        }

        var services = endpoints.ServiceProvider;
        var calls = endpoints.MapGroup(Root).RequireCors(CorsPolicy).AddEndpointFilter(services.GetRequiredService<Failures>()).AddEndpointFilter(services.GetRequiredService<Origins>());
        var logged = calls.MapGroup("").AddEndpointFilter(services.GetRequiredService<CallLog>());
        logged.MapPost("/tokens/generate", (HttpContext context, ConversationEndpoints on) => on.GenerateAsync(context));
        logged.MapPost("/tokens/refresh", (HttpContext context, ConversationEndpoints on) => on.RefreshAsync(context));
        logged.MapPost("/conversations", (HttpContext context, ConversationEndpoints on, ITranscripts transcripts) => on.StartAsync(context, transcripts));
        logged.MapGet(One, (HttpContext context, string conversation, ConversationEndpoints on, ITranscripts transcripts) => on.ReconnectAsync(context, conversation, transcripts));
        logged.MapGet($"{One}/stream", (HttpContext context, string conversation, StreamEndpoint on) => on.OpenAsync(context, conversation));
        logged.MapGet($"{One}/files/{{file}}", (HttpContext context, string conversation, string file, UploadEndpoints on, ITranscripts transcripts) => on.ShowAsync(context, conversation, file, transcripts));
        calls.MapGet($"{One}/activities", (HttpContext context, string conversation, ActivityEndpoints on, ITranscripts transcripts) => on.ReadAsync(context, conversation, transcripts));
        calls.MapPost($"{One}/activities", (HttpContext context, string conversation, ActivityEndpoints on, ITranscripts transcripts) => on.PostAsync(context, conversation, transcripts));
        calls.MapPost($"{One}/upload", (HttpContext context, string conversation, UploadEndpoints on, ITranscripts transcripts) => on.UploadAsync(context, conversation, transcripts));
        return endpoints;
    }
}
