using System.ComponentModel.DataAnnotations;

namespace BotAssistant.LanguageModel;

/// <summary>Section <c>Model</c>: a self-hosted model that speaks OpenAI's chat completions. Off unless enabled; there is no default address.</summary>
public sealed class ModelOptions : IValidatableObject
{
    public const string Section = "Model";

    public bool Enabled { get; set; }

    /// <summary>Base address, e.g. http://127.0.0.1:8000/v1. Must be given when enabled: texts go nowhere by accident.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The model's name at that address.</summary>
    public string Name { get; set; } = "";

    /// <summary>Secret. Many self-hosted servers want none.</summary>
    public string Key { get; set; } = "";

    /// <summary>How long one may be waited for; WeChat gives a whole answer 5 s, so much less.</summary>
    [Range(100, 3000)]
    public int TimeoutMilliseconds { get; set; } = 1500;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Enabled)
        {
            yield break;
        }

        if (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            yield return new ValidationResult("Model:Endpoint must be the http or https address of the model when Model:Enabled is true.");
        }

        if (Name.Length == 0)
        {
            yield return new ValidationResult("Model:Name must be given when Model:Enabled is true.");
        }
    }
}
