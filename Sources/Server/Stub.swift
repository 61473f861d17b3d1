import Hummingbird
import Mustache
import Subprocess
import CryptoExtras
enum ServerStub {}
