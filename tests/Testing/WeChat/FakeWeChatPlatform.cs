using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BotAssistant.Testing.WeChat.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotAssistant.Testing.WeChat;

/// <summary>What became of a push: the text the person was shown for it, and the answer to each try.</summary>
/// <param name="Problems">Why tries failed: a status, a timeout, a broken protocol.</param>
public sealed record PushResult(string? Text, IReadOnlyList<PushReply> Replies, IReadOnlyList<string> Problems)
{
    public bool Acknowledged => Replies.Any(reply => reply.Status == HttpStatusCode.OK);
}

/// <summary>
/// WeChat's side of everything, on loopback: followers with a screen, pushes that are signed, encrypted, retried and checked as WeChat does, and
/// the API with tokens, quotas, windows and injectable errors. Our server is given <see cref="ApiBase"/>; the platform is given <see cref="Callback"/>.
/// </summary>
public sealed class FakeWeChatPlatform : IAsyncDisposable
{
    public const string FaultNotice = "该公众号提供的服务出现故障，请稍后再试";

    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1024 }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentDictionary<string, FakeWeChatUser> _users = new();
    private long _messageId = 24_000_000_000_000_000;
    private int _failuresInRow;
    private DateTimeOffset _markedUntil;

    private FakeWeChatPlatform(WeChatAccount account, TimeProvider time)
    {
        (Account, Time) = (account, time);
        (Tokens, Media, Windows) = (new ApiTokens(account, time), new ApiMedia(time), new SendWindows(time));
        Api = new FakeWeChatApi(this);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Api.AnswerAsync);
    }

    public WeChatAccount Account { get; }

    public TimeProvider Time { get; }

    /// <summary>Our server's /wechat. Set it once the server listens; may change when the server restarts elsewhere.</summary>
    public Uri? Callback { get; set; }

    public PushMode Mode { get; set; } = PushMode.Safe;

    /// <summary>How long a try may take. WeChat: 5 s.</summary>
    public TimeSpan PushTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>WeChat: 3.</summary>
    public int Tries { get; set; } = 3;

    /// <summary>After so many failed pushes in a row nothing is pushed for a minute (MarkFail). Null: never.</summary>
    public int? MarkFailAfter { get; set; }

    /// <summary>The API's root, for <c>WeChat:ApiBase</c>.</summary>
    public Uri ApiBase { get; private set; } = null!;

    public FakeWeChatApi Api { get; }

    public ApiTokens Tokens { get; }

    public ApiMedia Media { get; }

    public SendWindows Windows { get; }

    public IReadOnlyCollection<FakeWeChatUser> Users => [.. _users.Values];

    public static async Task<FakeWeChatPlatform> StartAsync(WeChatAccount? account = null, TimeProvider? time = null)
    {
        var platform = new FakeWeChatPlatform(account ?? WeChatAccount.Synthetic, time ?? TimeProvider.System);
        await platform._app.StartAsync();
        platform.ApiBase = new Uri(platform._app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
        return platform;
    }

    /// <summary>The follower with this openid, made on first use.</summary>
    public FakeWeChatUser User(string openId) => _users.GetOrAdd(openId, id => new FakeWeChatUser(this, id));

    /// <summary>The follower, or null when the openid is not the account's.</summary>
    public FakeWeChatUser? FindUser(string openId) => _users.GetValueOrDefault(openId);

    public string NextMessageId() => Interlocked.Increment(ref _messageId).ToString(CultureInfo.InvariantCulture);

    public WeChatPusher Pusher(PushMode? mode = null) => new(_http, Callback ?? throw new InvalidOperationException("Set Callback first."), Account, mode ?? Mode, Time);

    /// <summary>
    /// Pushes in so many copies at once, each tried up to <see cref="Tries"/> times, and shows the person one reply. Copies that are answered differently
    /// are a broken promise of ours.
    /// </summary>
    /// <exception cref="WeChatProtocolException">Two copies got different replies.</exception>
    public async Task<PushResult> PushAsync(FakeWeChatUser user, string type, Window opens, int copies, params (string Name, string Value)[] fields)
    {
        Windows.Open(user.OpenId, opens);
        var message = PushXml.Of(Account, user.OpenId, Time.GetUtcNow(), type, fields);
        if (MarkFailAfter is not null && Time.GetUtcNow() < _markedUntil)
        {
            return new PushResult(null, [], ["mark-fail"]);
        }

        var tries = await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => DeliverAsync(message)));
        var result = new PushResult(null, [.. tries.SelectMany(copy => copy.Replies)], [.. tries.SelectMany(copy => copy.Problems)]);
        CountFailures(result);
        var texts = result.Replies.Where(reply => reply.Text is not null).Select(reply => reply.Text!).Distinct().ToList();
        if (texts.Count > 1)
        {
            throw new WeChatProtocolException($"One push was answered in {texts.Count} ways:\n{string.Join("\n---\n", texts)}");
        }

        Show(user, result, texts.SingleOrDefault());
        return result with { Text = texts.SingleOrDefault() };
    }

    /// <summary>Pushes any XML, once, and gives back the bare answer.</summary>
    public Task<PushReply> PushOnceAsync(string message, PushMode? mode = null) => Pusher(mode).PushAsync(message);

    /// <summary>Pushes the platform's report of each template message and subscription notice that it has taken and not reported yet.</summary>
    /// <param name="systemFails">The platform lost them all.</param>
    public async Task<IReadOnlyList<PushResult>> ReportTemplatesAsync(bool systemFails = false)
    {
        var results = new List<PushResult>();
        foreach (var message in Api.Templates.TakeUnreported())
        {
            var user = User(message.OpenId);
            results.Add(message.Api == ApiTemplates.Send
                ? await user.EventAsync("TEMPLATESENDJOBFINISH", Window.None, ("MsgID", message.MessageId),
                    ("Status", systemFails ? "failed: system failed" : user.BlocksMessages ? "failed:user block" : "success"))
                : await user.EventAsync("subscribe_msg_sent_event", Window.None, ("SubscribeMsgSentEvent",
                    $"<List>{PushXml.Field("TemplateId", message.TemplateId)}{PushXml.Field("MsgID", message.MessageId)}<ErrorCode>{(systemFails ? -1 : 0)}</ErrorCode>{PushXml.Field("ErrorStatus", systemFails ? "system error" : "success")}</List>")));
        }

        return results;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<(List<PushReply> Replies, List<string> Problems)> DeliverAsync(string message)
    {
        var (replies, problems) = (new List<PushReply>(), new List<string>());
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            using var limit = new CancellationTokenSource(PushTimeout);
            try
            {
                var reply = await Pusher().PushAsync(message, limit.Token);
                replies.Add(reply);
                if (reply.Status == HttpStatusCode.OK)
                {
                    return (replies, problems);
                }

                problems.Add($"status {(int)reply.Status}");
            }
            catch (WeChatProtocolException broken)
            {
                // The platform does not try again what was answered wrongly.
                problems.Add(broken.Message);
                return (replies, problems);
            }
            catch (OperationCanceledException)
            {
                problems.Add("timeout");
            }
            catch (Exception broken) when (broken is HttpRequestException or SocketException)
            {
                // A server that dies between connecting and sending shows as the bare socket's error.
                problems.Add((broken as HttpRequestException)?.HttpRequestError.ToString() ?? "connection-lost");
            }
        }

        return (replies, problems);
    }

    private void Show(FakeWeChatUser user, PushResult result, string? text)
    {
        if (text is not null)
        {
            user.Screen.Add(new ScreenLine(text, ShownAs.Reply, Time.GetUtcNow()));
        }
        else if (!result.Acknowledged)
        {
            user.Screen.Add(new ScreenLine(FaultNotice, ShownAs.Fault, Time.GetUtcNow()));
        }
    }

    private void CountFailures(PushResult result)
    {
        _failuresInRow = result.Acknowledged ? 0 : _failuresInRow + 1;
        if (MarkFailAfter is { } limit && _failuresInRow >= limit)
        {
            (_markedUntil, _failuresInRow) = (Time.GetUtcNow().AddMinutes(1), 0);
        }
    }
}
