namespace BotAssistant.Persistence;

/// <summary>Section <c>Keys</c> of the configuration: the keys that personal data is encrypted with.</summary>
public sealed class KeyOptions
{
    public const string Section = "Keys";

    /// <summary>Id of the key that new values are encrypted with.</summary>
    public string? Current { get; set; }

    /// <summary>Key id (letters, digits, '-', '.', '_') → 32 random bytes in base64. Old keys stay until everything is encrypted anew.</summary>
    public Dictionary<string, string> ById { get; set; } = [];

    /// <summary>32 random bytes in base64, for look-ups of encrypted values. Not rotated: the stored hashes depend on it.</summary>
    public string? HashKey { get; set; }
}

/// <summary>The keys are missing or malformed: the server must not start. The message says what to set and never holds a key.</summary>
public sealed class KeyConfigurationException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A stored value cannot be decrypted: its key is not configured, or it was altered or moved.</summary>
public sealed class SealedValueException(string message, Exception? inner = null) : Exception(message, inner);
