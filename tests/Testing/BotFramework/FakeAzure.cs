using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotAssistant.Testing.BotFramework;

/// <summary>
/// Azure's side of everything, on loopback: both OpenID metadata with their keys, the login endpoint, a connector that records, and files. Nothing
/// in it is real.
/// </summary>
public sealed class FakeAzure : IAsyncDisposable
{
    public const string AppId = "abcdef01-1111-1111-1111-111111111111";
    public const string AppPassword = "synthetic-secret-value";
    public const string TenantId = "99999999-aaaa-bbbb-cccc-dddddddddddd";
    public const string ChannelIssuer = "https://api.botframework.com";
    public const string EmulatorTenant = "d6d49420-f39b-4df7-a1dc-d59a935871db";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<ConnectorCall> _calls = new();
    private readonly ConcurrentQueue<ConnectorReply> _replies = new();
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _logins = new();
    private readonly ConcurrentDictionary<string, int> _fetches = new();
    private readonly ConcurrentQueue<string> _tokens = new();
    private int _messages;

    private FakeAzure(TimeProvider time)
    {
        _time = time;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>Where its connector is: what an activity gives as its serviceUrl.</summary>
    public string ServiceUrl => $"{Address}connector/";

    public Uri ChannelMetadata => new(Address, "channel/openid");

    public Uri EmulatorMetadata => new(Address, "emulator/openid");

    public FakeKey ChannelKey { get; } = FakeKey.OfChannels("webchat", "msteams", "directline", "emulator", "telegram");

    public FakeKey EmulatorKey { get; } = FakeKey.OfEmulator();

    /// <summary>What the channel's key document lists; may be changed while it runs.</summary>
    public IList<FakeKey> ChannelKeys { get; } = [];

    /// <summary>The metadata and the keys are answered with this status instead.</summary>
    public int? MetadataFailure { get; set; }

    /// <summary>The login endpoint answers this instead of a token.</summary>
    public ConnectorReply? LoginFailure { get; set; }

    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Tokens it gave out, in order.</summary>
    public IReadOnlyList<string> Tokens => [.. _tokens];

    public IReadOnlyList<ConnectorCall> Calls => [.. _calls];

    /// <summary>Forms that the login endpoint got.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Logins => [.. _logins];

    public ConcurrentDictionary<string, (string ContentType, byte[] Bytes)> Files { get; } = new();

    public static async Task<FakeAzure> StartAsync(TimeProvider? time = null)
    {
        var azure = new FakeAzure(time ?? TimeProvider.System);
        azure.ChannelKeys.Add(azure.ChannelKey);
        await azure._app.StartAsync();
        azure.Address = new Uri(azure._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        return azure;
    }

    /// <summary>How often a document was fetched: "channel/openid", "channel/keys", "emulator/keys".</summary>
    public int Fetches(string path) => _fetches.GetValueOrDefault(path);

    /// <summary>The next calls of the connector are answered so, in order; then it is well again.</summary>
    public void Reply(params ConnectorReply[] replies)
    {
        foreach (var reply in replies)
        {
            _replies.Enqueue(reply);
        }
    }

    /// <summary>A token as Azure sends it with an activity.</summary>
    public FakeToken ChannelToken(FakeKey? key = null)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        return new FakeToken(new JsonObject { ["iss"] = ChannelIssuer, ["aud"] = AppId, ["nbf"] = now - 60, ["exp"] = now + 3600, ["serviceurl"] = ServiceUrl }, key ?? ChannelKey);
    }

    /// <summary>A token as the Emulator sends it.</summary>
    public FakeToken EmulatorToken(string version = "1.0", string tenant = EmulatorTenant)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        return new FakeToken(new JsonObject
        {
            ["iss"] = version == "2.0" ? $"https://login.microsoftonline.com/{tenant}/v2.0" : $"https://sts.windows.net/{tenant}/",
            ["aud"] = AppId,
            ["nbf"] = now - 60,
            ["exp"] = now + 3600,
            ["tid"] = tenant,
            ["ver"] = version,
            [version == "2.0" ? "azp" : "appid"] = AppId,
        }, EmulatorKey);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        ChannelKey.Rsa.Dispose();
        EmulatorKey.Rsa.Dispose();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        return path switch
        {
            "channel/openid" => MetadataAsync(context, path, () => Metadata(ChannelIssuer, "channel/keys")),
            "channel/keys" => MetadataAsync(context, path, () => KeySet(ChannelKeys)),
            "emulator/openid" => MetadataAsync(context, path, () => Metadata("https://sts.windows.net/{tenantid}/", "emulator/keys")),
            "emulator/keys" => MetadataAsync(context, path, () => KeySet([EmulatorKey])),
            _ when path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal) => LoginAsync(context, path),
            _ when path.StartsWith("connector/", StringComparison.Ordinal) => ConnectorAsync(context),
            _ => WriteAsync(context, new ConnectorReply(404)),
        };
    }

    private JsonObject Metadata(string issuer, string keys) => new()
    {
        ["issuer"] = issuer,
        ["authorization_endpoint"] = "https://invalid.example",
        ["jwks_uri"] = new Uri(Address, keys).ToString(),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
    };

    private static JsonObject KeySet(IEnumerable<FakeKey> keys) => new() { ["keys"] = new JsonArray([.. keys.Select(key => key.ToJwk())]) };

    private Task MetadataAsync(HttpContext context, string path, Func<JsonObject> document)
    {
        _fetches.AddOrUpdate(path, 1, (_, count) => count + 1);
        return WriteAsync(context, MetadataFailure is { } status ? new ConnectorReply(status) : new ConnectorReply(200, document().ToJsonString()));
    }

    private async Task LoginAsync(HttpContext context, string path)
    {
        var form = (await context.Request.ReadFormAsync()).ToDictionary(entry => entry.Key, entry => entry.Value.ToString());
        form["path"] = path;
        _logins.Enqueue(form);
        if (LoginFailure is { } failure)
        {
            await WriteAsync(context, failure);
            return;
        }

        if (form.GetValueOrDefault("client_secret") != AppPassword)
        {
            await WriteAsync(context, new ConnectorReply(401, """{"error":"invalid_client","error_description":"AADSTS7000215"}"""));
            return;
        }

        var scope = form["scope"];
        var audience = scope.EndsWith("/.default", StringComparison.Ordinal) ? scope[..^"/.default".Length] : scope;
        var token = EmulatorToken().With("aud", audience).With("uti", Guid.NewGuid().ToString("N")).ToString();
        _tokens.Enqueue(token);
        await WriteAsync(context, new ConnectorReply(200, new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)TokenLifetime.TotalSeconds,
            ["ext_expires_in"] = (int)TokenLifetime.TotalSeconds,
            ["access_token"] = token,
        }.ToJsonString()));
    }

    private async Task ConnectorAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        var authorization = context.Request.Headers.Authorization.ToString();
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        _calls.Enqueue(new ConnectorCall(context.Request.Method, target, authorization.Length == 0 ? null : authorization["Bearer ".Length..], context.Request.ContentType ?? "", body));
        if (_replies.TryDequeue(out var reply))
        {
            await WriteAsync(context, reply);
            return;
        }

        if (Files.TryGetValue(target.Split('/')[^1], out var file))
        {
            context.Response.ContentType = file.ContentType;
            await context.Response.Body.WriteAsync(file.Bytes);
            return;
        }

        var id = Interlocked.Increment(ref _messages).ToString(CultureInfo.InvariantCulture);
        await WriteAsync(context, context.Request.Method == "DELETE" ? new ConnectorReply(200, "") : new ConnectorReply(200, $$"""{"id":"sent-{{id}}"}"""));
    }

    private static async Task WriteAsync(HttpContext context, ConnectorReply reply)
    {
        if (reply.Drop)
        {
            context.Abort();
            return;
        }

        if (reply.Silent)
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        context.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.ContentType = reply.ContentType;
        await context.Response.WriteAsync(reply.Body);
    }
}
