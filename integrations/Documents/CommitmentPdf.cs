using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Documents.Fonts;
using BotAssistant.Documents.Layout;
using BotAssistant.Regulations;

namespace BotAssistant.Documents;

/// <summary>食品安全承诺书 for the wall: the text that was signed, by whom and when, and where anybody can verify it.</summary>
internal sealed class CommitmentPdf(ITexts texts, TypeCase type, CommitmentSheet letter)
{
    private const string Prefix = "document.commitment.";
    private const float Size = 14, Small = 9, QrSide = 120;

    public Document Make()
    {
        var signature = letter.Signature;
        using var sheet = new Sheet(type);
        sheet.Skip(12);
        sheet.Title(letter.Letter.Title, 22);
        if (letter.Letter.Certainty == Certainty.Sample)
        {
            sheet.Title(Say("sample"), Small);
        }

        sheet.Skip(16);
        foreach (var paragraph in letter.Letter.For(signature.WorkshopName, signature.Signer).TrimEnd().Split('\n').Skip(1))
        {
            sheet.Paragraph(paragraph, Size, Ink.Text);
            sheet.Skip(5);
        }

        Foot(sheet);
        var at = new DateTimeOffset(signature.SignedOn, TimeOnly.MinValue, TimeSpan.FromHours(8));
        return new Document(
            Say("name", ("workshop", FileName.Safe(signature.WorkshopName))),
            "application/pdf",
            sheet.ToPdf(Metadata.Of(letter.Letter.Title, letter.Bureau, at), (page, pages) => texts.Say(
                "document.page", ("title", letter.Letter.Title), ("workshop", signature.WorkshopName), ("page", Number(page)), ("pages", Number(pages)))));
    }

    private void Foot(Sheet sheet)
    {
        var signature = letter.Signature;
        sheet.Skip(14);
        sheet.Need(QrSide + 70);
        var top = sheet.Y;
        var width = Sheet.Inner - (letter.Verification is null ? 0 : QrSide + 30);
        string[] facts =
        [
            Say("signed", ("signer", signature.Signer)),
            Say("date", ("date", signature.SignedOn.ToString(texts.Say("document.day"), CultureInfo.InvariantCulture))),
            Say("version", ("version", signature.Version)),
            Say("registration", ("number", letter.Workshop.Number)),
            Say("bureau", ("bureau", letter.Bureau)),
            Say("code", ("code", signature.Code)),
        ];
        foreach (var fact in facts)
        {
            sheet.Paragraph(fact, 11, Ink.Text, width: width);
        }

        if (signature.TextDigest is { } digest)
        {
            sheet.Paragraph(Say("digest", ("digest", digest)), 7, Ink.Quiet, width: width);
        }

        sheet.Paragraph(letter.Verification is null ? Say("no-address") : letter.Verification.AbsoluteUri, Small, Ink.Quiet, width: width);
        sheet.Paragraph(Say("post"), Small, Ink.Quiet, width: width);
        if (letter.Verification is { } address)
        {
            var left = Sheet.Width - Sheet.Margin - QrSide;
            QrMark.Draw(sheet, address.AbsoluteUri, left, top + 6, QrSide);
            sheet.Write(left, top + QrSide + 20, Say("scan"), Small, Ink.Text);
        }
    }

    private string Say(string key, params (string Name, string Value)[] values) => texts.Say(Prefix + key, values);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
