using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BotAssistant.WeChat;

/// <summary>Says at start, in one go, everything that is wrong with the section. Values are never repeated: some are secret.</summary>
internal sealed class WeChatOptionsValidator : IValidateOptions<WeChatOptions>
{
    public ValidateOptionsResult Validate(string? name, WeChatOptions options)
    {
        var failures = RangeFailures(options).Concat(RangeFailures(options.Windows)).Concat(WindowFailures(options.Windows)).Concat(WeChatNoticesValidation.Failures(options.Notices)).ToList();
        if (!options.IsUntouched)
        {
            failures.AddRange(AccountFailures(options));
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> RangeFailures(object section)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(section, new ValidationContext(section), results, validateAllProperties: true);
        return results.Select(result => result.ErrorMessage!);
    }

    private static IEnumerable<string> AccountFailures(WeChatOptions options)
    {
        foreach (var missing in options.MissingSettings())
        {
            yield return $"{missing} is missing: the WeChat channel needs AppId, AppSecret and Token, and EncodingAesKey unless Mode is Plain.";
        }

        if (!string.IsNullOrEmpty(options.EncodingAesKey) && !WeChatCrypto.IsKey(options.EncodingAesKey))
        {
            yield return "WeChat:EncodingAesKey must be the 43 letters and digits shown in the account's console.";
        }

        if (!options.ApiBase.IsAbsoluteUri || options.ApiBase.Scheme is not ("https" or "http"))
        {
            yield return "WeChat:ApiBase must be an absolute https address.";
        }
        else if (options.ApiBase.Scheme == "http" && !options.ApiBase.IsLoopback)
        {
            yield return "WeChat:ApiBase must be https: the access token travels in the address.";
        }
    }

    private static IEnumerable<string> WindowFailures(WeChatWindows windows)
    {
        (string Name, WeChatWindow Window)[] all =
            [("Message", windows.Message), ("MenuClick", windows.MenuClick), ("Follow", windows.Follow), ("Scan", windows.Scan)];
        return all
            .Where(entry => entry.Window.Messages is < 0 or > 1_000 || entry.Window.Lasts < TimeSpan.Zero)
            .Select(entry => $"WeChat:Windows:{entry.Name} must have 0 to 1000 messages and a time of at least 0.");
    }
}
