using BotAssistant.BotFramework.Activities;
using BotAssistant.BotFramework.Rendering;
using BotAssistant.BotFramework.Sending;
using BotAssistant.Conversations;
using BotAssistant.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotAssistant.BotFramework.Receiving;

/// <summary>What goes back on the caller's own request.</summary>
internal sealed class Answers(ConnectorApi api, ITexts texts, IOptions<BotFrameworkOptions> options, TimeProvider time)
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>The parts of an answer in the form that the caller takes; for normal delivery none, the answer is pushed.</summary>
    public Task AnswerAsync(HttpResponse response, Activity activity, ChatRoute route, IReadOnlyList<OutboundPart> parts)
    {
        var read = parts.Select(part => MessagePart.Read(part.Body)).OfType<MessagePart>().ToList();
        return activity switch
        {
            { Type: ActivityTypes.Invoke } => InvokedAsync(response, read.Count == 0 ? texts.Say("botframework.received") : string.Join("\n\n", read.Select(part => part.Text))),
            { DeliveryMode: "expectReplies" } => RepliesAsync(response, [.. read.Select(part => ActivityRenderer.Shape(part, Surface.Of(route.ChannelId))).Select(route.Address)]),
            _ => Task.CompletedTask,
        };
    }

    /// <summary>Says that one must write alone. Nothing of it is stored, so it is said at once or not at all.</summary>
    public async Task RefuseGroupAsync(HttpContext context, Activity activity, ChatRoute route)
    {
        var notice = new Activity { Type = ActivityTypes.Message, Text = texts.Say("botframework.one-to-one"), TextFormat = "plain", InputHint = "acceptingInput" };
        switch (activity)
        {
            case { Type: ActivityTypes.Invoke }:
                await InvokedAsync(context.Response, notice.Text);
                break;
            case { DeliveryMode: "expectReplies" }:
                await RepliesAsync(context.Response, [route.Address(notice)]);
                break;
            default:
                using (var limit = new CancellationTokenSource(options.Value.ReplyPatience, time))
                {
                    await PushAsync(activity, route, route.Address(notice), limit.Token);
                }

                break;
        }
    }

    /// <summary>For what is ignored: a caller that expects replies gets a list without any.</summary>
    public static Task NothingAsync(HttpResponse response, Activity activity) =>
        activity.DeliveryMode == "expectReplies" ? RepliesAsync(response, []) : Task.CompletedTask;

    public static Task NotConfiguredAsync(HttpResponse response, BotFrameworkOptions options)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(
            $"The Bot Framework channel is off. Set {string.Join(", ", options.MissingSettings())} (see integrations/BotFramework/README.md).");
    }

    private async Task PushAsync(Activity activity, ChatRoute route, Activity notice, CancellationToken stop)
    {
        try
        {
            await api.SendAsync(ActivityNormalizer.AddressOf(route.ChannelId, route.Conversation.Id!, activity.From!.Id!), route, notice, null, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A notice that finds no taker in time is not worth the caller's patience.
        }
    }

    private static Task RepliesAsync(HttpResponse response, IReadOnlyList<Activity> activities) => WriteAsync(response, new ExpectedReplies(activities));

    private static Task InvokedAsync(HttpResponse response, string text) =>
        WriteAsync(response, new InvokeResponse(StatusCodes.Status200OK, "application/vnd.microsoft.activity.message", text));

    private static Task WriteAsync<T>(HttpResponse response, T body)
    {
        response.ContentType = Json;
        response.Headers.XContentTypeOptions = "nosniff";
        return response.WriteAsync(ActivityJson.Write(body));
    }

    private sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);

    private sealed record InvokeResponse(int StatusCode, string Type, string Value);
}
