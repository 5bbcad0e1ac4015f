using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Authentication;
using BotAssistant.BotFramework.Rendering;
using BotAssistant.BotFramework.Sending;
using BotAssistant.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework;

/// <summary>A bot behind Azure Bot Service as a channel: Teams, Web Chat and whatever else is connected there. The account of an address is the channel id.</summary>
public sealed class BotFrameworkChannel : IChannel
{
    public const string ChannelName = "botframework";

    private readonly ConnectorApi _api;
    private readonly ConnectorHttp _http;
    private readonly ServiceUrlGuard _guard;
    private readonly IServiceScopeFactory _scopes;
    private readonly BotFrameworkOptions _options;

    internal BotFrameworkChannel(ConnectorApi api, ConnectorHttp http, ServiceUrlGuard guard, IServiceScopeFactory scopes, IOptions<BotFrameworkOptions> options) =>
        (_api, _http, _guard, _scopes, _options) = (api, http, guard, scopes, options.Value);

    public string Name => ChannelName;

    public bool CountsSends => false;

    /// <summary>The connector takes no key of ours: the same message sent twice is shown twice.</summary>
    public bool SendsOnce => false;

    public bool ShowsFiles => true;

    public bool IsOpen => _options.IsConfigured || _options.AcceptsAnonymous;

    /// <summary>Parts that are not yet shaped for one channel: which one it is stands in the route.</summary>
    public IReadOnlyList<OutboundPart> Render(OutboundMessage message) =>
        [.. MessagePart.Of(message, _options.TextLimit).Select(part => new OutboundPart(part.Write()))];

    public Task<SendResult> SendAsync(ChatAddress to, OutboundPart part, CancellationToken stop) =>
        MessagePart.Read(part.Body) is { } read
            ? CallAsync(to, route => _api.SendAsync(to, route, route.Address(ActivityRenderer.Shape(read, Surface.Of(route.ChannelId))), part.MessageId, stop), stop)
            : Task.FromResult<SendResult>(new SendResult.OursToFix("part-unreadable"));

    /// <summary>Replaces a message of ours by one part; <paramref name="activityId"/> is its <see cref="SendResult.Sent.PlatformId"/>. Not every channel can (405).</summary>
    public Task<SendResult> UpdateAsync(ChatAddress to, string activityId, OutboundPart part, CancellationToken stop) =>
        MessagePart.Read(part.Body) is { } read
            ? CallAsync(to, route => _api.UpdateAsync(to, route, activityId, route.Address(ActivityRenderer.Shape(read, Surface.Of(route.ChannelId))), part.MessageId, stop), stop)
            : Task.FromResult<SendResult>(new SendResult.OursToFix("part-unreadable"));

    /// <summary>Takes a message of ours away. Not every channel can (405).</summary>
    public Task<SendResult> DeleteAsync(ChatAddress to, string activityId, CancellationToken stop) =>
        CallAsync(to, route => _api.DeleteAsync(to, route, activityId, stop), stop);

    /// <summary>Only from hosts that may be called anyway, and with our token only from those on the allow-list.</summary>
    public async Task<MediaResult> FetchAsync(ChatAddress from, MediaReference media, CancellationToken stop)
    {
        if (media.Url is { } url && url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return DataUrl.Read(url, _options.MediaLimitBytes) is { } bytes ? new MediaResult.Fetched(bytes) : new MediaResult.Lost("data-unreadable");
        }

        var route = await RouteAsync(from, stop);
        if (!_guard.TryAllowFile(media.Url, route is { Verified: true } ? route.ServiceUrl : null, out var address))
        {
            return new MediaResult.Lost("address-refused");
        }

        var (answer, file) = await _http.DownloadAsync(address, _guard.IsListed(address), $"attachment of {Redaction.Of(from)}", _options.MediaLimitBytes, stop);
        return answer switch
        {
            ConnectorAnswer.Done when file is null => new MediaResult.Lost("too-large"),
            ConnectorAnswer.Done => new MediaResult.Fetched(file),
            ConnectorAnswer.Forbidden => new MediaResult.Lost(answer.Failure!),
            ConnectorAnswer.Refused { Status: < 500 and not 429 and not 401 } => new MediaResult.Lost(answer.Failure!),
            _ => new MediaResult.RetryLater(answer.Failure!),
        };
    }

    private async Task<SendResult> CallAsync(ChatAddress to, Func<ChatRoute, Task<ConnectorAnswer>> call, CancellationToken stop)
    {
        if (!IsOpen)
        {
            return new SendResult.AccountStopped("not-configured");
        }

        return await RouteAsync(to, stop) is { ServiceUrl.Length: > 0 } route ? (await call(route)).ToSendResult() : new SendResult.RouteClosed("no-route");
    }

    private async Task<ChatRoute?> RouteAsync(ChatAddress chat, CancellationToken stop)
    {
        await using var scope = _scopes.CreateAsyncScope();
        return ChatRoute.Read(await scope.ServiceProvider.GetRequiredService<IChatRoutes>().FindAsync(chat, stop));
    }
}
