using System.Xml.Linq;
using BotAssistant.Testing.WeChat;
using BotAssistant.WeChat;

namespace BotAssistant.Load;

/// <summary>What no implementation can do without: Kestrel, the signature, one decryption, one encryption. It stores nothing and decides nothing.</summary>
internal static class ReferenceServer
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        await using var meter = await MeasuredServer.StartMeterAsync();
        var account = WeChatAccount.Synthetic;
        var crypto = new WeChatCrypto(account.Token, account.AppId, account.EncodingAesKey);
        var builder = WebApplication.CreateSlimBuilder(arguments);
        await using var app = builder.Build();
        app.MapPost("/wechat", async context =>
        {
            var query = context.Request.Query;
            using var reader = new StreamReader(context.Request.Body);
            var encrypt = XDocument.Parse(await reader.ReadToEndAsync()).Root!.Element("Encrypt")!.Value;
            if (!crypto.IsSignedBy(query["msg_signature"]!, query["timestamp"]!, query["nonce"]!, encrypt) || crypto.Decrypt(encrypt) is not { } clear)
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            var message = XDocument.Parse(System.Text.Encoding.UTF8.GetString(clear)).Root!;
            var reply = $"<xml><ToUserName><![CDATA[{message.Element("FromUserName")!.Value}]]></ToUserName><FromUserName><![CDATA[{message.Element("ToUserName")!.Value}]]></FromUserName><CreateTime>1</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[ok]]></Content></xml>";
            var (sealedReply, nonce) = (crypto.Encrypt(reply), query["nonce"].ToString());
            context.Response.ContentType = "text/xml; charset=utf-8";
            await context.Response.WriteAsync($"<xml><Encrypt><![CDATA[{sealedReply}]]></Encrypt><MsgSignature><![CDATA[{crypto.Sign("1", nonce, sealedReply)}]]></MsgSignature><TimeStamp>1</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>");
        });
        await app.RunAsync();
        return 0;
    }
}
