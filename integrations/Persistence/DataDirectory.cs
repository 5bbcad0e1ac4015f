namespace BotAssistant.Persistence;

/// <summary>Where an installation without settings keeps its database and demo keys: outside the source tree, for its user only.</summary>
internal static class DataDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary><c>$XDG_DATA_HOME/botassistant</c> or <c>~/.local/share/botassistant</c>, made with mode 0700 where it is missing.</summary>
    public static string Ensure()
    {
        var directory = Path.Combine(Base(), "botassistant");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
            return directory;
        }

        Directory.CreateDirectory(directory, OwnerOnly);
        return directory;
    }

    private static string Base()
    {
        var configured = Environment.GetEnvironmentVariable("XDG_DATA_HOME");
        return Path.IsPathFullyQualified(configured ?? "")
            ? configured!
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
    }
}
