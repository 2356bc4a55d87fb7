import Muster
import MusterContracts

extension Judge {
  /// Judges path parameters, media type and body of a request.
  mutating func judgeRequest(
    _ exchange: Exchange, _ url: TargetURL, _ path: PathMatch, _ entry: Int, _ judgement: inout Judgement
  ) {
    let operation = index.entries[entry].operation
    judgement.checked(.path, isInspected: false)
    if operation.isDeprecated { judgement.remarks.append(.deprecatedOperation(operation)) }
    // A request that the server refused is not held against the client.
    let refusal = exchange.response.flatMap { $0.status >= 400 && $0.status < 500 ? $0.status : nil }
    let before = judgement.remarks.count
    judgeParameters(path, operation, isRefused: refusal != nil, &judgement)
    if url.query.map({ !$0.isEmpty }) ?? false { judgement.skipped(.query, .query) }
    var body = BodyJudgement(side: .request, options: options, isRefused: refusal != nil)
    do throws(ContractError) {
      let media = body.mediaType(exchange.request.headers, exchange.request.body)
      let rule = try requestRule(entry, media: media.sent)
      body.judge(exchange.request.body, media, exchange.request.headers, rule, operation, &judgement)
    } catch {
      judgement.remarks.append(.unreadableContract(error))
      judgement.skipped([.requestMediaType, .requestBody], .contractUnreadable)
    }
    guard let refusal else { return }
    for index in judgement.remarks.indices.dropFirst(before) where judgement.remarks[index].rule.category != .note {
      judgement.remarks[index] = .refusedRequestInvalid(judgement.remarks[index], status: refusal)
    }
  }

  private func judgeParameters(
    _ path: PathMatch, _ operation: MusterContracts.Operation, isRefused: Bool, _ judgement: inout Judgement
  ) {
    let inspections: [ParameterInspection]
    do throws(ContractError) {
      inspections = try operation.check(path, reading: options.reading)
    } catch {
      judgement.remarks.append(.unreadableContract(error))
      judgement.skipped(path.parameters.map { _ in .pathParameter }, .contractUnreadable)
      return
    }
    for parameter in path.parameters {
      guard let inspection = inspections.first(where: { $0.name == parameter.name }) else {
        judgement.skipped(.pathParameter, .noSchema)
        continue
      }
      if case .broken(let part)? = inspection.skip {
        judgement.remarks.append(
          .unreadableContract(part.error("path parameter '\(inspection.name)' of \(operation.reference)")))
        judgement.skipped(.pathParameter, .contractUnreadable)
        continue
      }
      guard inspection.isChecked else {
        judgement.skipped(.pathParameter, .noSchema)
        continue
      }
      switch inspection.outcome {
      case .valid: judgement.checked(.pathParameter)
      case .stopped, .unreadable: judgement.skipped(.pathParameter, .limit)
      case .invalid(let issues):
        for issue in issues {
          let message = ParameterWording.message(issue.message, name: parameter.name, value: parameter.text)
          judgement.remarks.append(.pathParameterInvalid(issue, parameter: parameter.name, message: message))
        }
        if isRefused {
          judgement.skipped(.pathParameter, .refused)
        } else {
          judgement.checked(.pathParameter, isFailure: true)
        }
      }
    }
  }
}

/// Messages about parameters, which are texts without a name of their own to tell secrets by.
enum ParameterWording {
  /// A schema's message about a parameter, without the value where that may be a secret.
  static func message(_ message: String, name: String, value: String?) -> String {
    let subject = "path parameter '\(name)': "
    guard let value, !value.isEmpty else { return subject + message }
    let isShown = !Sensitivity.isSensitive(name: name) && SecretShape.isPlainWord(value)
    guard !isShown else { return subject + message }
    let found = Array(", found ".utf8)
    let bytes = Array(message.utf8)
    var start = bytes.startIndex
    while start + found.count <= bytes.count, !bytes[start...].starts(with: found) { start += 1 }
    guard start + found.count <= bytes.count else {
      return subject + (Text.contains(message, value) ? "the value does not pass" : message)
    }
    let count = value.unicodeScalars.count
    return subject + String(decoding: bytes[..<start], as: UTF8.self)
      + ", found a value of \(count) character\(count == 1 ? "" : "s")"
  }
}
