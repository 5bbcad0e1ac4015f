using Microsoft.Playwright;

namespace BotAssistant.Testing.Browser;

/// <summary>
/// A real, headless Chromium for the tests of one process: Debian's, found on the path and started on first use. It looks up no name, so that it
/// reaches nothing but 127.0.0.1, and calls home for nothing.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Quiet =
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ];

    private readonly SemaphoreSlim _turn = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public const string NotInstalled = "Chromium is not installed (apt-get install chromium fonts-wqy-microhei).";

    /// <summary>False where there is none: then a test in it is skipped, with this as its reason.</summary>
    public static bool IsInstalled => Program() is not null;

    /// <summary>A browser profile of its own: cookies and storage are shared by the pages of one, and by no other.</summary>
    public async Task<IBrowserContext> OpenAsync(Screen screen)
    {
        await _turn.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program(), Args = Quiet });
        }
        finally
        {
            _turn.Release();
        }

        return await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            HasTouch = screen.IsPhone,
            IsMobile = screen.IsPhone,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _turn.Dispose();
    }

    private static string? Program() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}

/// <summary>What a person holds in their hand, or has on the desk; in CSS pixels.</summary>
public sealed record Screen(int Width, int Height, bool IsPhone)
{
    public static Screen Phone { get; } = new(390, 844, IsPhone: true);

    public static Screen Desk { get; } = new(1280, 800, IsPhone: false);
}
