using SalesGrains.Nudges.Why;

namespace SalesGrains.Recipients;

/// <summary>What is wrong and what to do about it, in both languages.</summary>
internal static class WhyTexts
{
    private static readonly Dictionary<string, (string ZhSays, string? ZhDoes, string Says, string? Does)> Texts = new()
    {
        ["notifications-off"] = (
            "手机的系统通知权限已关闭，消息到了手机但不会弹出。", "请在手机系统设置中为企业微信或浏览器打开通知，然后点「测试我的通道」。",
            "The phone's notifications are off: messages arrive and are not shown.", "Turn notifications on in the phone's settings, then press “test my channels”."),
        ["contacts-permission-missing"] = (
            "手机没有通讯录权限，通话没有被采集，首次联系因此没有被识别。", "请在手机上授予通讯录和通话记录权限，并打一个测试电话。",
            "The phone may not read contacts, so calls are not captured and the first contact was not recognized.", "Grant access to contacts and calls on the phone, and make a test call."),
        ["inbox-only"] = (
            "该销售员只有站内收件箱，没有任何外部通道。", "请在「提醒通道」中填写企业微信、短信等地址。",
            "This rep has the inbox only, and no channel that leaves the house.", "Set addresses for WeCom, short messages and so on."),
        ["wecom-unmapped"] = (
            "客户没有对应的企业微信号，企业微信里的联系不会算到这个客户。", "请在客户资料中添加其企业微信外部联系人，或在「未匹配」中一键匹配。",
            "The customer has no WeCom id, so contacts in WeCom do not count for it.", "Add the WeCom contact to the customer, or match it in the tray of what is nobody's."),
        ["computers-only"] = (
            "提醒只发到电脑（电脑浏览器或邮件），人在外面时收不到。", "请为该销售员至少填写一个手机通道：企业微信、短信或手机浏览器。",
            "Reminders go to computers only, and do not reach who is on the road.", "Set at least one channel that reaches a phone: WeCom, short messages, or the phone's browser."),
        ["address-refused"] = (
            "厂商拒绝了该地址(用户不存在、机器人已移除或订阅已失效)。", "请核对并重新保存该通道的地址。",
            "The vendor refused the address: no such user, a robot that was removed, or a subscription that ended.", "Check the channel's address and save it again."),
        ["channel-failed"] = (
            "所有通道都发送失败。", "请查看各通道的错误代码，并联系管理员检查通道设置。",
            "Every channel failed.", "Look at the channels' codes, and have an administrator check their settings."),
        ["no-signal"] = (
            "还没有收到该客户的任何联系信号。", "请确认销售员已通过企业微信或电话联系客户，或手工记录一次联系。",
            "No signal of any contact with this customer has come in.", "See that the rep has contacted the customer by WeCom or telephone, or record the contact by hand."),
        ["not-fired"] = (
            "到了应提醒的时刻，但还没有触发。", "请稍候；若几分钟后仍如此，请管理员查看死信。",
            "Its moment has come and it has not fired.", "Wait; if it stays so for minutes, have an administrator look at the dead letters."),
        ["not-seen"] = (
            "消息已送达，但在截止前没有被查看，已升级给上级。", "请联系该销售员。",
            "It was delivered and not seen by its deadline; it has gone to the next person.", "Talk to the rep."),
        ["signal-late"] = (
            "首次联系在截止之后才传到系统，没有来得及提醒。", "请确认通话记录和手工记录当天上传。",
            "The first contact became known after its deadline, too late to remind anybody.", "See that calls and entries are uploaded on the same day."),
        ["no-proof"] = (
            "已发送，但到截止时没有任何通道确认送达。", "请点「测试我的通道」，并查看各通道的状态。",
            "It was sent, and no channel had confirmed the delivery by the deadline.", "Press “test my channels” and look at the channels' states."),
        ["not-acted"] = (
            "提醒已送达并已查看，但到截止时没有创建商机。", "请与该销售员沟通。",
            "The reminder was delivered and seen, and nobody created an opportunity by the deadline.", "Talk to the rep."),
        ["not-kept"] = (
            "时间已久，这条提醒的送达记录不再保留。", null,
            "It is too long ago: what became of its reminders is not kept any more.", null),
        ["held"] = (
            "数据恢复后，这条提醒被暂扣，等待管理员放行。", "请管理员在「暂扣的提醒」中放行。",
            "A restore holds it until an administrator releases it.", "Have an administrator release it."),
        ["jump"] = (
            "沙盘时钟被拨动期间不向外发送。", null, "Nothing leaves the house while a sandbox's clock is moved.", null),
        ["too-many"] = (
            "该收件人待处理的提醒过多，新的提醒只在收件箱中。", "请先处理已有的提醒。",
            "So many wait for this person that further ones are in the inbox only.", "Have the open ones dealt with."),
        ["fine"] = ("提醒链路完整，没有断点。", null, "The chain holds; nothing is broken.", null),
        ["none"] = ("目前没有需要的提醒。", null, "No nudge is called for.", null),
    };

    private static readonly Dictionary<string, (string Zh, string En)> Links = new()
    {
        ["signal"] = ("收到信号", "Signal received"),
        ["identity"] = ("识别客户", "Customer recognized"),
        ["raised"] = ("触发提醒", "Nudge raised"),
        ["queued"] = ("进入发送", "Queued"),
        ["sent"] = ("各通道发送", "Sent"),
        ["delivered"] = ("送达手机", "Delivered"),
        ["seen"] = ("已查看", "Seen"),
        ["done"] = ("已处理", "Dealt with"),
    };

    /// <summary>All faults that have a text.</summary>
    public static IEnumerable<string> Codes => Texts.Keys;

    /// <summary>What it is, and what to do.</summary>
    public static (string Says, string? Does) Of(string language, string fault) =>
        !Texts.TryGetValue(fault, out var text) ? (fault, null) : language == "en" ? (text.Says, text.Does) : (text.ZhSays, text.ZhDoes);

    /// <summary>What became of a chain, and what to do.</summary>
    public static (string Says, string? Does) Of(string language, WhyChain chain) => Of(language, chain.Fault ?? (chain.NudgeId is null ? "none" : "fine"));

    /// <summary>The name of a link.</summary>
    public static string Link(string language, string code) => language == "en" ? Links[code].En : Links[code].Zh;
}
