using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace BotAssistant.Testing.WeChat.Api;

/// <summary>The API under /cgi-bin/. Every answer is 200 with an errcode, as WeChat's are; every call is recorded.</summary>
public sealed partial class FakeWeChatApi
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FakeWeChatPlatform _platform;
    private readonly ApiMessages _messages;
    private readonly ConcurrentQueue<ApiCall> _calls = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<(Fault Fault, int Code)>> _faults = new();
    private long _accepted;

    internal FakeWeChatApi(FakeWeChatPlatform platform)
    {
        _platform = platform;
        _messages = new ApiMessages(platform);
        Tags = new ApiTags(platform);
        Menus = new ApiMenus(Tags);
        Templates = new ApiTemplates(platform);
    }

    public IReadOnlyList<ApiCall> Calls => [.. _calls];

    /// <summary>False: calls are only counted, for a million of them.</summary>
    public bool KeepsCalls { get; set; } = true;

    /// <summary>Calls that were answered with errcode 0.</summary>
    public long Accepted => Interlocked.Read(ref _accepted);

    /// <summary>What goes wrong by chance, by API; asked for each call that no injected fault is for.</summary>
    public Func<string, (Fault Fault, int Code)?> Chance { get; set; } = _ => null;

    public ApiTags Tags { get; }

    public ApiMenus Menus { get; }

    public ApiTemplates Templates { get; }

    public IReadOnlyList<ApiCall> CallsOf(string path) => [.. _calls.Where(call => call.Path == path)];

    /// <summary>The next calls of this API get the errcode, e.g. <c>Fail("message/custom/send", 45047, times: 2)</c>.</summary>
    public void Fail(string path, int errorCode, int times = 1) => Inject(path, Fault.ErrorCode, errorCode, times);

    /// <param name="code">errcode, status or milliseconds, by the kind of fault.</param>
    public void Inject(string path, Fault fault, int code = 0, int times = 1)
    {
        var queue = _faults.GetOrAdd(path, _ => new());
        for (var i = 0; i < times; i++)
        {
            queue.Enqueue((fault, code));
        }
    }

    /// <summary>Takes back the faults that are still to come.</summary>
    public void Recover(string path) => _faults.TryRemove(path, out _);

    internal async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Replace("/cgi-bin/", "", StringComparison.Ordinal);
        var fault = _faults.TryGetValue(path, out var queue) && queue.TryDequeue(out var next) ? next : Chance(path);
        switch (fault)
        {
            case { Fault: Fault.Drop }:
                Record(context, path, "", -1);
                context.Abort();
                return;
            case { Fault: Fault.Status, Code: var status }:
                Record(context, path, "", status);
                context.Response.StatusCode = status;
                return;
            case { Fault: Fault.Delay, Code: var milliseconds }:
                await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), context.RequestAborted);
                break;
        }

        if (fault is { Fault: Fault.ErrorCode, Code: var code })
        {
            await WriteAsync(context, path, await BodyAsync(context), Error(code));
            return;
        }

        await CarryOutAsync(context, path, fault?.Fault);
    }

    private async Task CarryOutAsync(HttpContext context, string path, Fault? fault)
    {
        if (path is "media/get" or "media/upload" && Authorise(context) == 0)
        {
            await MediaAsync(context, path);
            return;
        }

        var body = await BodyAsync(context);
        var answer = Answer(context, path, body);
        switch (fault)
        {
            case Fault.DropAfterwards:
                Record(context, path, body, 0);
                context.Abort();
                return;
            case Fault.Garbage:
                Record(context, path, body, 0);
                await context.Response.WriteAsync("<html>502</html>");
                return;
            default:
                await WriteAsync(context, path, body, answer);
                return;
        }
    }

    private JsonObject Answer(HttpContext context, string path, string body)
    {
        var query = context.Request.Query;
        if (path == "token")
        {
            return Token(_platform.Tokens.Plain(query["appid"], query["secret"]));
        }

        if (body.Length > 0 && Escaped().IsMatch(body))
        {
            return Error(40033);
        }

        JsonObject? json;
        try
        {
            json = body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return Error(47001);
        }

        if (path == "stable_token")
        {
            return json is null ? Error(44002) : Token(_platform.Tokens.Stable((string?)json["appid"], (string?)json["secret"], (bool?)json["force_refresh"] == true));
        }

        if (Authorise(context) is > 0 and var refused)
        {
            return Error(refused);
        }

        if (HttpMethods.IsPost(context.Request.Method) && json is null)
        {
            return Error(44002);
        }

        return path switch
        {
            "message/custom/send" => _messages.Send(json!),
            "message/custom/typing" => _messages.Type(json!),
            ApiTemplates.Send => Templates.SendTemplate(json!),
            ApiTemplates.SendSubscription => Templates.SendNotice(json!),
            "menu/create" => Menus.Create(json!),
            "menu/get" => Menus.Get(),
            "menu/delete" => Menus.Delete(),
            "menu/addconditional" => Menus.AddConditional(json!),
            "menu/delconditional" => Menus.DeleteConditional(json!),
            "menu/trymatch" => Menus.TryMatch(json!),
            "tags/create" => Tags.Create(json!),
            "tags/get" => Tags.Get(),
            "tags/delete" => Tags.Delete(json!),
            "tags/getidlist" => Tags.OfUser(json!),
            "tags/members/batchtagging" => Tags.Assign(json!, tagged: true),
            "tags/members/batchuntagging" => Tags.Assign(json!, tagged: false),
            "getcallbackip" or "get_api_domain_ip" => new JsonObject { ["ip_list"] = new JsonArray("127.0.0.1") },
            _ => Error(40066),
        };
    }

    private async Task MediaAsync(HttpContext context, string path)
    {
        if (path == "media/upload")
        {
            var form = await context.Request.ReadFormAsync();
            var type = context.Request.Query["type"].ToString();
            var file = form.Files.GetFile("media");
            await WriteAsync(context, path, "", type is not ("image" or "voice" or "video" or "thumb") ? Error(40004) : file is null ? Error(41005) : await KeepAsync(file, type));
            return;
        }

        if (_platform.Media.Find(context.Request.Query["media_id"]) is not var (bytes, contentType))
        {
            await WriteAsync(context, path, "", Error(40007));
            return;
        }

        Record(context, path, "", 0);
        context.Response.ContentType = contentType;
        context.Response.Headers.ContentDisposition = "attachment; filename=\"media.jpg\"";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes);
    }

    private async Task<JsonObject> KeepAsync(IFormFile file, string type)
    {
        var limit = type switch { "image" or "video" => 10 << 20, "voice" => 2 << 20, _ => 64 << 10 };
        if (file.Length > limit)
        {
            return Error(40006);
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        var id = _platform.Media.Keep(bytes.ToArray(), file.ContentType);
        return new JsonObject { ["type"] = type, ["media_id"] = id, ["created_at"] = _platform.Time.GetUtcNow().ToUnixTimeSeconds() };
    }

    private int Authorise(HttpContext context) => _platform.Tokens.Check(context.Request.Query["access_token"]);

    private static JsonObject Token((int Code, string? Token, int ExpiresIn) token) =>
        token.Code == 0 ? new JsonObject { ["access_token"] = token.Token, ["expires_in"] = token.ExpiresIn } : Error(token.Code);

    internal static JsonObject Ok() => new() { ["errcode"] = 0, ["errmsg"] = "ok" };

    internal static JsonObject Error(int code) => code == 0 ? Ok() : Error(code, string.Create(CultureInfo.InvariantCulture, $"refused {code}"));

    internal static JsonObject Error(int code, string message) => new()
    {
        ["errcode"] = code,
        ["errmsg"] = string.Create(CultureInfo.InvariantCulture, $"{message} rid: 6743f0a1-1b2c3d4e-{Math.Abs(code):x8}"),
    };

    private static async Task<string> BodyAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    private async Task WriteAsync(HttpContext context, string path, string body, JsonObject answer)
    {
        Record(context, path, body, (int?)answer["errcode"] ?? 0);
        context.Response.ContentType = "application/json; encoding=utf-8";
        await context.Response.WriteAsync(answer.ToJsonString(Unescaped));
    }

    private void Record(HttpContext context, string path, string body, int code)
    {
        if (code == 0)
        {
            Interlocked.Increment(ref _accepted);
        }

        if (KeepsCalls)
        {
            _calls.Enqueue(new ApiCall(
                _platform.Time.GetUtcNow(), context.Request.Method, path, context.Request.Query.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()), body, code));
        }
    }

    [GeneratedRegex(@"(?<!\\)(\\\\)*\\u[0-9a-fA-F]{4}")]
    private static partial Regex Escaped();
}
