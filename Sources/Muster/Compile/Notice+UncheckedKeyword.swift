extension Notice.Code {
  /// A keyword that is not checked, because what it asks for is beyond a limit of Muster.
  public static let uncheckedKeyword = Notice.Code(rawValue: "unchecked-keyword")
}
