using System.Security.Cryptography;
using System.Text.Json;

namespace BotAssistant.Persistence;

/// <summary>Keys for a try-out: made on the first run, kept outside the source tree, readable by their owner only.</summary>
internal static class DemoKeys
{
    private const string KeyId = "demo-1";

    /// <summary>Reads <c>demo-keys.json</c> of the directory, or makes it. Several first runs at once end with the same file.</summary>
    public static KeyOptions Ensure(string directory)
    {
        var path = Path.Combine(directory, "demo-keys.json");
        if (!File.Exists(path))
        {
            OneAtATime(() => Create(path));
        }

        return JsonSerializer.Deserialize<KeyOptions>(File.ReadAllBytes(path))
            ?? throw new KeyConfigurationException($"{path} holds no keys.");
    }

    // A move that must not overwrite looks first and renames then (on Unix), so two first runs could each replace the other's keys.
    private static void OneAtATime(Action create)
    {
        using var mutex = new Mutex("BotAssistant.DemoKeys", new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Its owner died while it made keys; the mutex is ours now, and keys count only once they stand whole at their path.
        }

        try
        {
            create();
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    private static void Create(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        var keys = new KeyOptions { Current = KeyId, ById = { [KeyId] = RandomKey() }, HashKey = RandomKey() };
        var draft = $"{path}.{Guid.NewGuid():N}";
        var open = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(draft, open))
        {
            JsonSerializer.Serialize(file, keys);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: false);
    }

    private static string RandomKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
