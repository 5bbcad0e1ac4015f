using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace BotAssistant.WeChat.Sending;

/// <summary>
/// The API calls we make. Each takes the shared token, renews it once and repeats itself once when the platform refuses it, and closes what the
/// platform closed (<see cref="Breakers"/>). Nothing here throws for what the platform answers.
/// </summary>
public sealed class WeChatApi
{
    private readonly WeChatHttp _http;
    private readonly AccessToken _token;
    private readonly Breakers _breakers;
    private readonly WeChatOptions _options;

    internal WeChatApi(WeChatHttp http, AccessToken token, Breakers breakers, IOptions<WeChatOptions> options) =>
        (_http, _token, _breakers, _options) = (http, token, breakers, options.Value);

    /// <summary>A customer-service text of at most <see cref="WeChatOptions.TextLimitBytes"/> (custom/send).</summary>
    /// <param name="about">The outbox message, for the channel log.</param>
    public Task<ApiAnswer> SendTextAsync(string openId, string text, Guid? about, CancellationToken stop) =>
        PostAsync("/cgi-bin/message/custom/send", new { touser = openId, msgtype = "text", text = new { content = XmlText.Clean(text) } }, stop, about, Redaction.Of(openId));

    /// <summary>A template message (template/send). The platform reports later whether it arrived (TEMPLATESENDJOBFINISH).</summary>
    /// <param name="messageId">Also its <c>client_msg_id</c>, by which the platform is said to tell a repetition.</param>
    internal Task<ApiAnswer> SendTemplateAsync(string openId, string templateId, Uri? page, IReadOnlyDictionary<string, string> data, Guid messageId, CancellationToken stop) =>
        PostAsync("/cgi-bin/message/template/send",
            new { touser = openId, template_id = templateId, url = page?.OriginalString, client_msg_id = messageId.ToString("N"), data = Values(data) }, stop, messageId, Redaction.Of(openId));

    /// <summary>A subscription notice (subscribe/bizsend); uses up one consent of the person, unless it is a long-term one.</summary>
    internal Task<ApiAnswer> SendSubscriptionAsync(string openId, string templateId, Uri? page, IReadOnlyDictionary<string, string> data, Guid messageId, CancellationToken stop) =>
        PostAsync("/cgi-bin/message/subscribe/bizsend",
            new { touser = openId, template_id = templateId, page = page?.OriginalString, data = Values(data) }, stop, messageId, Redaction.Of(openId));

    /// <summary>Shows or ends "typing…" (custom/typing); the platform takes it within 30 s after the person's last act.</summary>
    public Task<ApiAnswer> TypeAsync(string openId, bool typing, CancellationToken stop) =>
        PostAsync("/cgi-bin/message/custom/typing", new { touser = openId, command = typing ? "Typing" : "CancelTyping" }, stop, null, Redaction.Of(openId));

    /// <summary>A file that a person sent us; the platform keeps it 3 days. Null bytes with a <c>Done</c> answer: larger than the limit.</summary>
    public Task<(ApiAnswer Answer, byte[]? File)> DownloadAsync(string mediaId, CancellationToken stop) =>
        CallAsync("/cgi-bin/media/get", $"&media_id={Uri.EscapeDataString(mediaId)}", () => new(HttpMethod.Get, (Uri?)null), _options.MediaLimitBytes, null, null, stop);

    /// <summary>Uploads for 3 days; <c>media_id</c> is in the answer (api_uploadtempmedia: image 10 MB, voice 2 MB, video 10 MB, thumb 64 KB).</summary>
    /// <param name="type">image, voice, video or thumb.</param>
    public Task<ApiAnswer> UploadAsync(string type, string fileName, string contentType, byte[] bytes, CancellationToken stop) =>
        CallJsonAsync("/cgi-bin/media/upload", $"&type={Uri.EscapeDataString(type)}", () => Form(fileName, contentType, bytes), null, null, stop);

    internal Task<ApiAnswer> PostAsync(string api, object body, CancellationToken stop, Guid? about = null, string? person = null)
    {
        var json = PlainJson.Serialize(body);
        return CallJsonAsync(api, "", () => new(HttpMethod.Post, (Uri?)null) { Content = new StringContent(json, Encoding.UTF8, "application/json") }, about, person, stop);
    }

    internal Task<ApiAnswer> GetAsync(string api, CancellationToken stop) =>
        CallJsonAsync(api, "", () => new(HttpMethod.Get, (Uri?)null), null, null, stop);

    private static Dictionary<string, object> Values(IReadOnlyDictionary<string, string> data) =>
        data.ToDictionary(field => field.Key, field => (object)new { value = XmlText.Clean(field.Value) }, StringComparer.Ordinal);

    private async Task<ApiAnswer> CallJsonAsync(string api, string parameters, Func<HttpRequestMessage> request, Guid? about, string? person, CancellationToken stop)
    {
        var (answer, file) = await CallAsync(api, parameters, request, 4 << 20, about, person, stop);
        return answer is ApiAnswer.Done { Body.ValueKind: not JsonValueKind.Object } || file is null && answer is ApiAnswer.Done
            ? new ApiAnswer.NoAnswer("unreadable")
            : answer;
    }

    private async Task<(ApiAnswer Answer, byte[]? File)> CallAsync(
        string api, string parameters, Func<HttpRequestMessage> request, int limitBytes, Guid? about, string? person, CancellationToken stop)
    {
        string? refusedToken = null;
        while (true)
        {
            if (_breakers.Check(api) is { } closed)
            {
                return (closed, null);
            }

            var (token, failure) = await _token.GetAsync(refusedToken, stop);
            if (token is null)
            {
                return (failure!, null);
            }

            var message = request();
            message.RequestUri = new Uri($"{api}?access_token={Uri.EscapeDataString(token)}{parameters}", UriKind.Relative);
            var (answer, file) = await _http.DownloadAsync(message, person is null ? api : $"{api} to {person}", limitBytes, about, stop);
            var reaction = answer is ApiAnswer.Refused refused ? ErrorCodes.Find(refused.Code).Reaction : Reaction.Sent;
            if (reaction != Reaction.RenewToken || refusedToken is not null)
            {
                return (Close(api, answer, reaction), file);
            }

            refusedToken = token;
        }
    }

    private ApiAnswer Close(string api, ApiAnswer answer, Reaction reaction)
    {
        switch (reaction)
        {
            case Reaction.DailyQuota:
                return (ApiAnswer.Refused)answer with { Until = _breakers.CloseForToday(api, answer.Failure!) };
            case Reaction.AccountStopped:
                return (ApiAnswer.Refused)answer with { Until = _breakers.StopAccount(_options.AccountPause, answer.Failure!) };
            case Reaction.ApiStopped:
                return (ApiAnswer.Refused)answer with { Until = _breakers.StopApi(api, _options.AccountPause, answer.Failure!) };
            default:
                return answer;
        }
    }

    private static HttpRequestMessage Form(string fileName, string contentType, byte[] bytes)
    {
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        // The platform reads only quoted names and a boundary without quotes.
        file.Headers.ContentDisposition = new("form-data") { Name = "\"media\"", FileName = $"\"{fileName}\"" };
        var boundary = Guid.NewGuid().ToString("N");
        var form = new MultipartFormDataContent(boundary) { file };
        form.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        return new(HttpMethod.Post, (Uri?)null) { Content = form };
    }
}
