using System.Text.Json;
using BotAssistant.WeChat.Sending;

namespace BotAssistant.WeChat;

/// <summary>
/// Tags (标签) that decide which menu a follower sees. With several the last one given wins, so a follower has at most one of ours.
/// Limits of the platform: 100 tags of 30 bytes; 50 openids a call.
/// </summary>
public sealed class WeChatTags(WeChatApi api)
{
    public const string Owner = "owner";
    public const string Inspector = "inspector";
    public const string Officer = "officer";

    private static readonly string[] Roles = [Owner, Inspector, Officer];

    /// <summary>Gives the follower this role tag and takes the others; null takes all.</summary>
    /// <returns>The answer of the call that failed, else of the last.</returns>
    public async Task<ApiAnswer> AssignAsync(string openId, string? tag, CancellationToken stop)
    {
        var (failure, ids) = await ReadAsync(stop);
        if (failure is not null)
        {
            return failure;
        }

        ApiAnswer answer = new ApiAnswer.Done(default);
        foreach (var other in Roles.Where(role => role != tag && ids.ContainsKey(role)))
        {
            answer = await api.PostAsync("/cgi-bin/tags/members/batchuntagging", new { openid_list = new[] { openId }, tagid = ids[other] }, stop);
            if (answer is not ApiAnswer.Done)
            {
                return answer;
            }
        }

        if (tag is null)
        {
            return answer;
        }

        (failure, var id) = await EnsureAsync(tag, ids, stop);
        return failure ?? await api.PostAsync("/cgi-bin/tags/members/batchtagging", new { openid_list = new[] { openId }, tagid = id }, stop);
    }

    /// <summary>The tag's id, made if there is none.</summary>
    internal async Task<(ApiAnswer? Failure, int Id)> EnsureAsync(string tag, CancellationToken stop)
    {
        var (failure, ids) = await ReadAsync(stop);
        return failure is null ? await EnsureAsync(tag, ids, stop) : (failure, 0);
    }

    private async Task<(ApiAnswer? Failure, int Id)> EnsureAsync(string tag, Dictionary<string, int> ids, CancellationToken stop)
    {
        if (ids.TryGetValue(tag, out var id))
        {
            return (null, id);
        }

        var answer = await api.PostAsync("/cgi-bin/tags/create", new { tag = new { name = tag } }, stop);
        return answer is ApiAnswer.Done done ? (null, done.Body.GetProperty("tag").GetProperty("id").GetInt32()) : (answer, 0);
    }

    private async Task<(ApiAnswer? Failure, Dictionary<string, int> Ids)> ReadAsync(CancellationToken stop)
    {
        var answer = await api.GetAsync("/cgi-bin/tags/get", stop);
        if (answer is not ApiAnswer.Done done)
        {
            return (answer, []);
        }

        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        if (done.Body.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array)
        {
            foreach (var tag in tags.EnumerateArray())
            {
                ids[tag.GetProperty("name").GetString()!] = tag.GetProperty("id").GetInt32();
            }
        }

        return (null, ids);
    }
}
