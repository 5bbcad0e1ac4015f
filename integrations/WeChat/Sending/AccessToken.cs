using System.Net.Http.Json;
using System.Text.Json;
using BotAssistant.Messaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotAssistant.WeChat.Sending;

/// <summary>
/// The account's token from <c>stable_token</c> (api_getstableaccesstoken), shared by all servers through <see cref="IPlatformTokens"/>: who finds it
/// stale renews it under the lock and only if nobody else has.
/// </summary>
internal sealed class AccessToken(WeChatHttp http, IServiceScopeFactory scopes, IOptions<WeChatOptions> options, Breakers breakers, TimeProvider time)
{
    private const string Api = "/cgi-bin/stable_token";

    /// <summary>What the store gave last: until the platform refuses it, nobody need ask the store again.</summary>
    private volatile PlatformToken? _known;

    /// <summary>A token, or why there is none.</summary>
    /// <param name="failed">The token the platform has just refused, if any.</param>
    public async Task<(string? Value, ApiAnswer? Failure)> GetAsync(string? failed, CancellationToken stop)
    {
        if (failed is null && IsFresh(_known))
        {
            return (_known!.Value, null);
        }

        await using var scope = scopes.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredService<IPlatformTokens>();
        var account = options.Value.AppId!;
        try
        {
            _known = failed is null && await tokens.FindAsync(account, stop) is { } stored && IsFresh(stored)
                ? stored
                : await tokens.RenewAsync(account, failed, options.Value.TokenMargin, cancel => FetchAsync(failed, cancel), stop);
            return (_known.Value, null);
        }
        catch (TokenRefusedException refused)
        {
            return (null, refused.Answer);
        }
    }

    private bool IsFresh(PlatformToken? token) => token is not null && token.ExpiresAt - options.Value.TokenMargin > time.GetUtcNow();

    /// <summary>
    /// The stable token is the same until 5 minutes before its end, so a server that asks once more does no harm. Only when the platform
    /// gives out the very token that it has just refused is it made to change it: that kills the old one and is allowed 20 times a day.
    /// </summary>
    private async Task<PlatformToken> FetchAsync(string? failed, CancellationToken stop)
    {
        var token = await FetchAsync(force: false, stop);
        return token.Value == failed ? await FetchAsync(force: true, stop) : token;
    }

    private async Task<PlatformToken> FetchAsync(bool force, CancellationToken stop)
    {
        if (breakers.Check(Api) is { } closed)
        {
            throw new TokenRefusedException(closed);
        }

        var request = new HttpRequestMessage(HttpMethod.Post, Api)
        {
            Content = JsonContent.Create(new Dictionary<string, object>
            {
                ["grant_type"] = "client_credential",
                ["appid"] = options.Value.AppId!,
                ["secret"] = options.Value.AppSecret!,
                ["force_refresh"] = force,
            }),
        };
        var answer = Judge(await http.CallAsync(request, Api, null, stop));
        return answer is ApiAnswer.Done done && TryRead(done.Body, out var token) ? token : throw new TokenRefusedException(answer);
    }

    private ApiAnswer Judge(ApiAnswer answer)
    {
        switch (answer)
        {
            case ApiAnswer.Done done when !TryRead(done.Body, out _):
                return new ApiAnswer.NotTaken("token-unreadable");
            case ApiAnswer.NoAnswer lost:
                return new ApiAnswer.NotTaken($"token: {lost.Reason}");
            case ApiAnswer.Refused refused:
                return JudgeRefusal(refused, ErrorCodes.Find(refused.Code), ApiAnswer.ReasonOf(refused.Code));
            default:
                return answer;
        }
    }

    /// <summary>Here 40001 means a wrong AppSecret: asking again would only get our address banned.</summary>
    private ApiAnswer JudgeRefusal(ApiAnswer.Refused refused, ErrorCode error, string reason)
    {
        switch (error.Reaction)
        {
            case Reaction.Retry:
                return new ApiAnswer.NotTaken(reason, error.After);
            case Reaction.DailyQuota:
                return new ApiAnswer.NotTaken(reason, breakers.CloseForToday(Api, reason));
            case Reaction.RenewToken:
                reason = $"secret-wrong {refused.Code}";
                break;
        }

        return new ApiAnswer.Stopped(reason, breakers.StopAccount(options.Value.AccountPause, reason));
    }

    private bool TryRead(JsonElement body, out PlatformToken token)
    {
        token = null!;
        if (body.ValueKind != JsonValueKind.Object
            || !body.TryGetProperty("access_token", out var value) || value.ValueKind != JsonValueKind.String
            || !body.TryGetProperty("expires_in", out var lasts) || !lasts.TryGetInt32(out var seconds))
        {
            return false;
        }

        token = new PlatformToken(value.GetString()!, time.GetUtcNow().AddSeconds(seconds));
        return true;
    }

    /// <summary>Carries the answer out of the store's lock.</summary>
    private sealed class TokenRefusedException(ApiAnswer answer) : Exception("The platform gave no access token.")
    {
        public ApiAnswer Answer { get; } = answer;
    }
}
