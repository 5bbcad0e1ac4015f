using System.Reflection;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace BotAssistant.Bot.Public;

/// <summary>What the public pages have in common: headers that let nothing in, and templates that are embedded.</summary>
internal static class PublicPage
{
    public static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Sets status and headers.</summary>
    /// <param name="findable">True when search engines may show it.</param>
    /// <returns>The nonce of the page's own style.</returns>
    public static string Begin(HttpResponse response, int status, bool findable)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        if (!findable)
        {
            response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        }

        return nonce;
    }

    /// <summary>An embedded template or style.</summary>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
